package dev.overt.codegen;

import dev.overt.manifest.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schema of the values of each type, as a client sends them. Patterns are those of ECMA-262, which Java
 * reads alike. A number's decimals are not checked: {@code multipleOf} fails where a validator computes in binary.
 */
final class TypeSchema implements PropertyType.Visitor<Map<String, Object>> {
    static final TypeSchema TYPES = new TypeSchema();

    /** 32 hexadecimal digits. */
    static final String ID = "^[0-9a-f]{32}$";
    /** What a name must not contain: what looks like a path, an address, a key or an id. */
    private static final List<String> NO_NAMES = List.of(
            "  | $",
            "/$|//|/.*/.*/",
            "\\.\\.",
            "^[0-9]{1,3}(\\.[0-9]{1,3}){3}$",
            "(?![A-Za-z]{20}|[0-9]{20})[A-Za-z0-9]{20}",
            "^(sk-|pk-|ghp_|github_pat_|glpat-|xox|AKIA|eyJ)");

    private TypeSchema() {}

    @Override
    public Map<String, Object> enumeration(PropertyType.Enumeration type) {
        return words(type);
    }

    @Override
    public Map<String, Object> flag(PropertyType.Flag type) {
        return object("type", "boolean");
    }

    @Override
    public Map<String, Object> integer(PropertyType.IntegerRange type) {
        return object("maximum", type.max(), "minimum", type.min(), "type", "integer");
    }

    @Override
    public Map<String, Object> number(PropertyType.DecimalRange type) {
        return object("maximum", type.max(), "minimum", type.min(), "type", "number");
    }

    @Override
    public Map<String, Object> bucket(PropertyType.Bucket type) {
        return object("enum", type.labels());
    }

    @Override
    public Map<String, Object> version(PropertyType.Version type) {
        Map<String, Object> version = pattern(
                switch (type.keep()) {
                    case MAJOR -> "^[0-9]+$";
                    case MINOR -> "^[0-9]+(\\.[0-9]+)?$";
                    case PATCH -> "^[0-9]+(\\.[0-9]+){0,2}$";
                    case FULL -> "^[0-9][0-9A-Za-z.+-]{0,39}$";
                });
        return type.otherwise() == null
                ? version
                : object("anyOf", List.of(version, object("const", type.otherwise())));
    }

    @Override
    public Map<String, Object> operatingSystem(PropertyType.OperatingSystem type) {
        return object("enum", PropertyType.OperatingSystem.NAMES);
    }

    @Override
    public Map<String, Object> architecture(PropertyType.Architecture type) {
        return object("enum", PropertyType.Architecture.NAMES);
    }

    @Override
    public Map<String, Object> platform(PropertyType.Platform type) {
        return words(type);
    }

    @Override
    public Map<String, Object> installMethod(PropertyType.InstallMethod type) {
        return words(type);
    }

    @Override
    public Map<String, Object> errorClass(PropertyType.ErrorClass type) {
        return words(type);
    }

    @Override
    public Map<String, Object> name(PropertyType.Name type) {
        Map<String, Object> name = pattern("^[A-Za-z0-9][A-Za-z0-9 ._:/+-]*$");
        name.put("maxLength", type.maxCharacters());
        name.put(
                "not",
                object(
                        "anyOf",
                        NO_NAMES.stream().map(each -> object("pattern", each)).toList()));
        return name;
    }

    @Override
    public Map<String, Object> hash(PropertyType.Hash type) {
        return pattern(ID);
    }

    @Override
    public Map<String, Object> sessionId(PropertyType.SessionId type) {
        return pattern(ID);
    }

    @Override
    public Map<String, Object> list(PropertyType.WordList type) {
        return object("items", words(type), "maxItems", type.maxItems(), "type", "array", "uniqueItems", true);
    }

    @Override
    public Map<String, Object> counts(PropertyType.WordCounts type) {
        Map<String, Object> count = object("maximum", type.maxCount(), "minimum", 1, "type", "integer");
        return object("additionalProperties", count, "propertyNames", words(type), "type", "object");
    }

    @Override
    public Map<String, Object> text(PropertyType.Text type) {
        return line(type);
    }

    @Override
    public Map<String, Object> sql(PropertyType.Sql type) {
        return line(type);
    }

    /** Keys and their values by turns. */
    static Map<String, Object> object(Object... entries) {
        Map<String, Object> object = new TreeMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            object.put((String) entries[i], entries[i + 1]);
        }
        return object;
    }

    static Map<String, Object> pattern(String pattern) {
        return object("pattern", pattern, "type", "string");
    }

    private static Map<String, Object> words(PropertyType.ClosedSet type) {
        List<String> words = new ArrayList<>(type.values());
        if (type.otherwise() != null) {
            words.add(type.otherwise());
        }
        return object("enum", words);
    }

    private static Map<String, Object> line(PropertyType.FreeText type) {
        Map<String, Object> line = pattern("^[^\\u0000-\\u001f\\u007f-\\u009f]*$");
        line.put("maxLength", type.maxCharacters());
        return line;
    }
}

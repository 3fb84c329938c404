package dev.overt.codegen;

import dev.overt.manifest.PropertyType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of each type, as JSON has it, that a client sends and a collector keeps without changing it. */
final class TypeExample implements PropertyType.Visitor<Object> {
    static final TypeExample TYPES = new TypeExample();

    private static final long NUMBER = 42;
    private static final String TEXT = "Connection refused";
    private static final String STATEMENT = "SELECT x FROM x WHERE x = ?";

    private TypeExample() {}

    @Override
    public Object enumeration(PropertyType.Enumeration type) {
        return first(type);
    }

    @Override
    public Object flag(PropertyType.Flag type) {
        return true;
    }

    @Override
    public Object integer(PropertyType.IntegerRange type) {
        return Math.max(type.min(), Math.min(type.max(), NUMBER));
    }

    /** Within the range even where its ends have more decimals than the type keeps. */
    @Override
    public Object number(PropertyType.DecimalRange type) {
        BigDecimal wanted = type.max().min(BigDecimal.valueOf(NUMBER)).max(type.min());
        BigDecimal rounded = wanted.setScale(type.decimals(), RoundingMode.FLOOR);
        BigDecimal within =
                rounded.compareTo(type.min()) < 0 ? wanted.setScale(type.decimals(), RoundingMode.CEILING) : rounded;
        return within.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(within.stripTrailingZeros().toPlainString());
    }

    @Override
    public Object bucket(PropertyType.Bucket type) {
        return type.labels().get(1);
    }

    @Override
    public Object version(PropertyType.Version type) {
        return switch (type.keep()) {
            case MAJOR -> "3";
            case MINOR -> "3.12";
            case PATCH, FULL -> "3.12.4";
        };
    }

    @Override
    public Object operatingSystem(PropertyType.OperatingSystem type) {
        return PropertyType.OperatingSystem.NAMES.get(0);
    }

    @Override
    public Object architecture(PropertyType.Architecture type) {
        return PropertyType.Architecture.NAMES.get(0);
    }

    @Override
    public Object platform(PropertyType.Platform type) {
        return first(type);
    }

    @Override
    public Object installMethod(PropertyType.InstallMethod type) {
        return first(type);
    }

    @Override
    public Object errorClass(PropertyType.ErrorClass type) {
        return first(type);
    }

    @Override
    public Object name(PropertyType.Name type) {
        return type.examples().isEmpty()
                ? cut("example", type.maxCharacters())
                : type.examples().get(0);
    }

    @Override
    public Object hash(PropertyType.Hash type) {
        return "9c4f2a7be1d05386f3a8c1907d2e64b5";
    }

    @Override
    public Object sessionId(PropertyType.SessionId type) {
        return "5e0b7d1c93f84a26b8d2e67f01c49a3d";
    }

    @Override
    public Object list(PropertyType.WordList type) {
        return type.values().subList(0, Math.min(type.values().size(), Math.min(2, type.maxItems())));
    }

    @Override
    public Object counts(PropertyType.WordCounts type) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (String word : type.values().subList(0, Math.min(type.values().size(), 2))) {
            counts.put(word, Math.min(type.maxCount(), counts.isEmpty() ? 3L : 1L));
        }
        return counts;
    }

    @Override
    public Object text(PropertyType.Text type) {
        return cut(TEXT, type.maxCharacters());
    }

    @Override
    public Object sql(PropertyType.Sql type) {
        // Half of a keyword would be a name.
        return type.maxCharacters() < STATEMENT.length() ? "x" : STATEMENT;
    }

    private static String first(PropertyType.ClosedSet type) {
        List<String> values = type.values();
        return values.get(0);
    }

    private static String cut(String text, int maxCharacters) {
        return text.substring(0, Math.min(text.length(), maxCharacters)).strip();
    }
}

package dev.overt.codegen;

import dev.overt.manifest.PropertyType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command of a shell script that puts into {@code value} what a property of each type reports of what stands there, and
 * fails where it reports nothing: what the client does. Types that fill themselves in ask the machine instead.
 */
final class EntrypointValue implements PropertyType.Visitor<String> {
    static final EntrypointValue TYPES = new EntrypointValue();

    private EntrypointValue() {}

    /** The commands that add a property to the event, where {@code value} has what is known of it. */
    static String added(String name, PropertyType type) {
        boolean plain = type instanceof PropertyType.Flag || type instanceof PropertyType.IntegerRange;
        return type.accept(TYPES) + " && " + (plain ? "plain " : "text ") + name;
    }

    @Override
    public String enumeration(PropertyType.Enumeration type) {
        return known(type);
    }

    @Override
    public String flag(PropertyType.Flag type) {
        return "known '' true false";
    }

    @Override
    public String integer(PropertyType.IntegerRange type) {
        return "whole " + type.min() + " " + type.max();
    }

    @Override
    public String bucket(PropertyType.Bucket type) {
        StringBuilder command =
                new StringBuilder("bucket ").append(word(type.labels().get(0)));
        for (int i = 0; i < type.bounds().size(); i++) {
            command.append(' ')
                    .append(type.bounds().get(i))
                    .append(' ')
                    .append(word(type.labels().get(i + 1)));
        }
        return escaped(command.toString(), type.labels());
    }

    @Override
    public String version(PropertyType.Version type) {
        String command = switch (type.keep()) {
            case MAJOR -> "numbers 1 \"$value\"";
            case MINOR -> "numbers 2 \"$value\"";
            case PATCH -> "numbers 3 \"$value\"";
            case FULL -> "version \"$value\"";
        };
        return orElse(command, type.otherwise());
    }

    @Override
    public String operatingSystem(PropertyType.OperatingSystem type) {
        return "system";
    }

    @Override
    public String architecture(PropertyType.Architecture type) {
        return "architecture";
    }

    @Override
    public String platform(PropertyType.Platform type) {
        Map<String, String> targets = new LinkedHashMap<>();
        for (String each : type.values()) {
            String machine = PlatformName.machine(each);
            if (machine != null) {
                targets.putIfAbsent(machine, each);
            }
        }
        String pairs = targets.entrySet().stream()
                .map(each -> " " + each.getKey() + " " + word(each.getValue()))
                .collect(Collectors.joining());
        return escaped(orElse("target" + pairs, type.otherwise()), type.values());
    }

    @Override
    public String installMethod(PropertyType.InstallMethod type) {
        return known(type);
    }

    @Override
    public String errorClass(PropertyType.ErrorClass type) {
        return known(type);
    }

    @Override
    public String number(PropertyType.DecimalRange type) {
        throw unable("number");
    }

    @Override
    public String name(PropertyType.Name type) {
        throw unable("name");
    }

    @Override
    public String hash(PropertyType.Hash type) {
        throw unable("hash");
    }

    @Override
    public String sessionId(PropertyType.SessionId type) {
        throw unable("session-id");
    }

    @Override
    public String list(PropertyType.WordList type) {
        throw unable("list");
    }

    @Override
    public String counts(PropertyType.WordCounts type) {
        throw unable("counts");
    }

    @Override
    public String text(PropertyType.Text type) {
        throw unable("text");
    }

    @Override
    public String sql(PropertyType.Sql type) {
        throw unable("sql");
    }

    private static IllegalArgumentException unable(String type) {
        return new IllegalArgumentException("a script cannot report a property of type `" + type
                + "`; declare it as `enum`, `boolean`, `integer`, `bucket`, `version`, `os`, `arch` or `platform`");
    }

    private static String known(PropertyType.ClosedSet type) {
        List<String> words = new ArrayList<>();
        words.add(type.otherwise() == null ? "" : type.otherwise());
        words.addAll(type.values());
        Stream<String> quoted = words.stream().map(EntrypointValue::word);
        return escaped("known " + quoted.collect(Collectors.joining(" ")), words);
    }

    private static String orElse(String command, @Nullable String otherwise) {
        return otherwise == null
                ? command
                : escaped("{ " + command + " || value=" + word(otherwise) + "; }", List.of(otherwise));
    }

    /** Only what has such a sign costs a process more. */
    private static String escaped(String command, List<String> words) {
        return words.stream().anyMatch(word -> word.matches("(?s).*[\"\\\\].*")) ? command + " && escape" : command;
    }

    /** Needs quotes only where a sign could mean something. */
    private static String word(String text) {
        return text.matches("[A-Za-z0-9_./:@%+,-]+") ? text : ShellText.word(text);
    }
}

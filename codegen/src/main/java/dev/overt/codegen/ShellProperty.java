package dev.overt.codegen;

import dev.overt.manifest.Fact;
import dev.overt.manifest.JsonText;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a script that add a property to an event: as a word of the manifest, a number or a version, so that nothing of a
 * value is sent that could break out of it.
 */
record ShellProperty(Property property) implements PropertyType.Visitor<List<String>> {
    private static final String TRUTHY = "'' | 0 | [Ff][Aa][Ll][Ss][Ee]";

    /** Whether the script around it passes the value. */
    boolean isPassed() {
        return !(property.fact() == Fact.CI
                || property.fact() == Fact.INSTALLER
                || property.type() instanceof PropertyType.OperatingSystem
                || property.type() instanceof PropertyType.Architecture);
    }

    /** Where the passed value of the property {@code name} is. */
    static String variable(String name) {
        return "_telemetry_of_" + name;
    }

    /** @throws IllegalArgumentException if a script cannot do what the type asks for */
    List<String> lines() {
        if (property.fact() == Fact.INSTALLER) {
            return List.of(add("\"shell\""));
        }
        List<String> lines = property.type().accept(this);
        return property.expires() == null ? lines : until(property.expires(), lines);
    }

    private static List<String> until(LocalDate day, List<String> lines) {
        List<String> bounded = new ArrayList<>();
        bounded.add("if " + ShellEvent.notAfter(day) + "; then");
        lines.forEach(each -> bounded.add("  " + each));
        bounded.add("fi");
        return bounded;
    }

    @Override
    public List<String> enumeration(PropertyType.Enumeration type) {
        return closedSet(type, value());
    }

    @Override
    public List<String> platform(PropertyType.Platform type) {
        return closedSet(type, "${" + variable(property.name()) + ":-$_telemetry_os-$_telemetry_arch}");
    }

    @Override
    public List<String> installMethod(PropertyType.InstallMethod type) {
        return closedSet(type, value());
    }

    @Override
    public List<String> errorClass(PropertyType.ErrorClass type) {
        return closedSet(type, value());
    }

    private List<String> closedSet(PropertyType.ClosedSet type, String value) {
        List<String> arms = new ArrayList<>();
        type.values().forEach(word -> arms.add(pattern(type, word) + ") " + add(JsonText.compact(word)) + " ;;"));
        if (type.otherwise() != null) {
            arms.add((property.optional() ? "?*" : "*") + ") " + add(JsonText.compact(type.otherwise())) + " ;;");
        }
        List<String> lines = new ArrayList<>();
        lines.add("case " + value + " in");
        lines.addAll(ShellText.packed(arms));
        lines.add("esac");
        return lines;
    }

    private static String pattern(PropertyType.ClosedSet type, String word) {
        String pattern = ShellText.pattern(word);
        String machine = type instanceof PropertyType.Platform ? PlatformName.machine(word) : null;
        return machine == null ? pattern : pattern + " | " + machine;
    }

    @Override
    public List<String> flag(PropertyType.Flag type) {
        if (property.fact() == Fact.CI) {
            return List.of(
                    "_telemetry_trim \"${CI-}\"",
                    "case $_telemetry_word in " + TRUTHY + ") " + add("false") + " ;; *) " + add("true") + " ;; esac");
        }
        return List.of("case " + value() + " in true | false) _telemetry_add " + property.name() + " \"" + value()
                + "\" ;; esac");
    }

    @Override
    public List<String> integer(PropertyType.IntegerRange type) {
        return List.of("if " + within(type.min(), type.max()) + "; then _telemetry_add " + property.name() + " \""
                + value() + "\"; fi");
    }

    @Override
    public List<String> bucket(PropertyType.Bucket type) {
        List<String> lines = new ArrayList<>();
        long min = 0;
        for (int i = 0; i < type.labels().size(); i++) {
            long max = i < type.bounds().size() ? type.bounds().get(i) - 1 : Long.MAX_VALUE;
            lines.add((i == 0 ? "if " : "elif ") + within(min, max) + "; then "
                    + add(JsonText.compact(type.labels().get(i))));
            min = max + 1;
        }
        return List.of(String.join("; ", lines) + "; fi");
    }

    private String within(long min, long max) {
        return "_telemetry_within \"" + value() + "\" " + min + " " + max;
    }

    @Override
    public List<String> version(PropertyType.Version type) {
        int numbers = switch (type.keep()) {
            case MAJOR -> 1;
            case MINOR -> 2;
            case PATCH -> 3;
            case FULL -> 0;
        };
        String otherwise = type.otherwise() == null ? "''" : ShellText.json(type.otherwise());
        String call = "_telemetry_version " + property.name() + " \"" + value() + "\" " + numbers + " " + otherwise;
        return List.of(property.optional() ? "[ -z \"" + value() + "\" ] || " + call : call);
    }

    @Override
    public List<String> operatingSystem(PropertyType.OperatingSystem type) {
        return List.of("_telemetry_add " + property.name() + " \"\\\"$_telemetry_os\\\"\"");
    }

    @Override
    public List<String> architecture(PropertyType.Architecture type) {
        return List.of("_telemetry_add " + property.name() + " \"\\\"$_telemetry_arch\\\"\"");
    }

    @Override
    public List<String> number(PropertyType.DecimalRange type) {
        throw refusal();
    }

    @Override
    public List<String> name(PropertyType.Name type) {
        throw refusal();
    }

    @Override
    public List<String> hash(PropertyType.Hash type) {
        throw refusal();
    }

    @Override
    public List<String> sessionId(PropertyType.SessionId type) {
        throw refusal();
    }

    @Override
    public List<String> list(PropertyType.WordList type) {
        throw refusal();
    }

    @Override
    public List<String> counts(PropertyType.WordCounts type) {
        throw refusal();
    }

    @Override
    public List<String> text(PropertyType.Text type) {
        throw refusal();
    }

    @Override
    public List<String> sql(PropertyType.Sql type) {
        throw refusal();
    }

    private IllegalArgumentException refusal() {
        return new IllegalArgumentException("a script cannot make of a value what the type of `" + property.name()
                + "` promises; take a closed set, a range, a version or a boolean for it");
    }

    private String add(String json) {
        return "_telemetry_add " + property.name() + " " + ShellText.word(json);
    }

    private String value() {
        return "$" + variable(property.name());
    }
}

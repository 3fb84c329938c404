package dev.overt.codegen;

import dev.overt.manifest.Fact;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A property as a row of the script's table: a hashtable of its name, its type and what bounds its values. What the rows of a
 * type are read by is a resource of that name.
 */
record PowerShellProperty(Property property) implements PropertyType.Visitor<String> {
    private static final String INSTALLER = "powershell";
    /** Later than every day, in the eight digits of one. */
    private static final String FOR_EVER = "99999999";
    /** What 15 digits can hold. */
    private static final long MAX = 999_999_999_999_999L;

    /** @throws IllegalArgumentException if a script cannot do what the type asks for */
    String row() {
        String until = property.expires() == null ? FOR_EVER : day(property.expires());
        return "@{ Name = '" + property.name() + "'; Until = " + until + "; " + type() + " }";
    }

    /** A day as a number of eight digits. */
    static String day(LocalDate day) {
        return day.toString().replace("-", "");
    }

    private String type() {
        return property.fact() == Fact.INSTALLER
                ? "Type = 'installer'; Word = '" + INSTALLER + "'"
                : property.type().accept(this);
    }

    @Override
    public String enumeration(PropertyType.Enumeration type) {
        return closedSet("words", type);
    }

    @Override
    public String platform(PropertyType.Platform type) {
        List<String> machines = type.values().stream()
                .map(PlatformName::machine)
                .map(machine -> Objects.requireNonNullElse(machine, ""))
                .toList();
        return closedSet("platform", type) + "; Machines = " + PowerShellText.array(machines);
    }

    @Override
    public String installMethod(PropertyType.InstallMethod type) {
        return closedSet("words", type);
    }

    @Override
    public String errorClass(PropertyType.ErrorClass type) {
        return closedSet("words", type);
    }

    private String closedSet(String kind, PropertyType.ClosedSet type) {
        return "Type = '" + kind + "'; Words = " + PowerShellText.array(type.values()) + others(type.otherwise());
    }

    @Override
    public String flag(PropertyType.Flag type) {
        return property.fact() == Fact.CI ? "Type = 'ci'" : "Type = 'flag'";
    }

    @Override
    public String integer(PropertyType.IntegerRange type) {
        return "Type = 'range'; Min = " + type.min() + "; Max = " + type.max() + "; Labels = @()";
    }

    @Override
    public String bucket(PropertyType.Bucket type) {
        String bounds = type.bounds().stream().map(String::valueOf).collect(Collectors.joining(", ", "@(", ")"));
        return "Type = 'range'; Min = 0; Max = " + MAX + "; Bounds = " + bounds + "; Labels = "
                + PowerShellText.array(type.labels());
    }

    @Override
    public String version(PropertyType.Version type) {
        int numbers = switch (type.keep()) {
            case MAJOR -> 1;
            case MINOR -> 2;
            case PATCH -> 3;
            case FULL -> 0;
        };
        return "Type = 'version'; Numbers = " + numbers + others(type.otherwise());
    }

    @Override
    public String operatingSystem(PropertyType.OperatingSystem type) {
        return "Type = 'os'";
    }

    @Override
    public String architecture(PropertyType.Architecture type) {
        return "Type = 'arch'";
    }

    @Override
    public String number(PropertyType.DecimalRange type) {
        throw refusal();
    }

    @Override
    public String name(PropertyType.Name type) {
        throw refusal();
    }

    @Override
    public String hash(PropertyType.Hash type) {
        throw refusal();
    }

    @Override
    public String sessionId(PropertyType.SessionId type) {
        throw refusal();
    }

    @Override
    public String list(PropertyType.WordList type) {
        throw refusal();
    }

    @Override
    public String counts(PropertyType.WordCounts type) {
        throw refusal();
    }

    @Override
    public String text(PropertyType.Text type) {
        throw refusal();
    }

    @Override
    public String sql(PropertyType.Sql type) {
        throw refusal();
    }

    private IllegalArgumentException refusal() {
        return new IllegalArgumentException("a script cannot make of a value what the type of `" + property.name()
                + "` promises; take a closed set, a range, a version or a boolean for it");
    }

    /** What becomes of any other value. */
    private String others(@Nullable String otherwise) {
        return "; Optional = " + (property.optional() ? "$true" : "$false") + "; Otherwise = "
                + (otherwise == null ? "$null" : PowerShellText.quote(otherwise));
    }
}

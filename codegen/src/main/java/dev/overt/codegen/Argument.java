package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.PropertyType.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * One argument of a method that records an event.
 *
 * @param type the Java type, as it is called in the class
 */
record Argument(Property property, String name, String type) {

    /** The argument of a property, with names that are free among {@code names} and {@code types}. */
    static Argument of(Event event, Property property, JavaNames names, JavaNames types) {
        String name = names.camel(property.name());
        String type = property.type() instanceof PropertyType.Enumeration
                ? types.pascal(event.name() + "_" + property.name())
                : type(property);
        return new Argument(property, name, type);
    }

    private static String type(Property property) {
        PropertyType type = property.type();
        boolean optional = property.optional();
        if (type instanceof PropertyType.Flag) {
            return optional ? "Boolean" : "boolean";
        }
        if (type instanceof PropertyType.Bucket bucket && bucket.of() == Quantity.DURATION) {
            return "Duration";
        }
        if (type instanceof PropertyType.Bucket || type instanceof PropertyType.IntegerRange) {
            return optional ? "Long" : "long";
        }
        if (type instanceof PropertyType.Version) {
            return "String";
        }
        if (type instanceof PropertyType.ErrorClass) {
            return "Throwable";
        }
        throw new AssertionError("a type that no caller passes: " + type);
    }

    String parameter() {
        return (property.optional() ? "@Nullable " : "") + type + " " + name;
    }

    /** What is handed to the client. An enum that is null in spite of its type must not throw in the tool either. */
    String value() {
        return property.type() instanceof PropertyType.Enumeration
                ? name + " == null ? null : " + name + ".value"
                : name;
    }

    /** The {@code @param} line. */
    String tag() {
        return "@param " + name + " {@code " + property.name() + "}" + meaning()
                + (property.optional() ? "; null where there is none" : "");
    }

    private String meaning() {
        PropertyType type = property.type();
        if (type instanceof PropertyType.IntegerRange range) {
            return ", from " + range.min() + " to " + range.max();
        }
        if (type instanceof PropertyType.Bucket bucket) {
            return ", of which only the range is reported: " + JavaText.javadoc(String.join(", ", bucket.labels()));
        }
        if (type instanceof PropertyType.ErrorClass) {
            return ", of which only the class is reported";
        }
        return "";
    }

    /** The enum that closes the set of an enumeration; nothing for other types. */
    void renderEnum(JavaSource source, Event event) {
        if (!(property.type() instanceof PropertyType.Enumeration set)) {
            return;
        }
        JavaNames names = new JavaNames();
        List<String> constants = new ArrayList<>();
        if (set.otherwise() != null) {
            constants.add(names.constant("other") + "(" + JavaText.literal(set.otherwise()) + ")");
        }
        set.values().forEach(value -> constants.add(names.constant(value) + "(" + JavaText.literal(value) + ")"));
        source.blank();
        source.line(4, "/** What {@code " + property.name() + "} of {@code " + event.name() + "} can be. */");
        source.line(4, "public enum " + type + " {");
        for (int i = 0; i < constants.size(); i++) {
            source.line(8, constants.get(i) + (i == constants.size() - 1 ? ";" : ","));
        }
        source.blank();
        source.line(8, "private final String value;");
        source.blank();
        source.line(8, type + "(String value) {");
        source.line(12, "this.value = value;");
        source.line(8, "}");
        source.line(4, "}");
    }
}

package dev.overt.codegen;

import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The call that makes one property of the client, such as {@code Property.flag("is_ci").of(Fact.CI)}. */
record PropertyCall(String factory, List<String> arguments, String suffix) {

    /** A list of calls, which ends in {@code tail}. */
    static void render(JavaSource source, int indent, List<Property> properties, String tail) {
        for (int i = 0; i < properties.size(); i++) {
            PropertyCall call = of(properties.get(i));
            boolean last = i == properties.size() - 1;
            source.call(indent, "Property." + call.factory, call.arguments, call.suffix + (last ? tail : ","));
        }
    }

    private static PropertyCall of(Property property) {
        PropertyCall typed = of(property.type());
        List<String> arguments = new ArrayList<>();
        arguments.add(JavaText.literal(property.name()));
        arguments.addAll(typed.arguments);
        String fact =
                property.fact() == null ? "" : ".of(Fact." + property.fact().name() + ")";
        return new PropertyCall(typed.factory, arguments, fact + (property.optional() ? ".optional()" : ""));
    }

    private static PropertyCall of(PropertyType type) {
        if (type instanceof PropertyType.Enumeration set) {
            return closedSet("enumeration", set.values(), set.otherwise());
        }
        if (type instanceof PropertyType.Flag) {
            return new PropertyCall("flag", List.of(), "");
        }
        if (type instanceof PropertyType.IntegerRange range) {
            List<String> ends = List.of(JavaText.literal(range.min()), JavaText.literal(range.max()));
            return new PropertyCall("integer", ends, "");
        }
        if (type instanceof PropertyType.Bucket bucket) {
            return bucket(bucket);
        }
        if (type instanceof PropertyType.Version version) {
            return new PropertyCall(
                    "version", List.of("Property.Keep." + version.keep().name()), "");
        }
        if (type instanceof PropertyType.OperatingSystem) {
            return new PropertyCall("os", List.of(), "");
        }
        if (type instanceof PropertyType.InstallMethod method) {
            return closedSet("installMethod", method.values(), method.otherwise());
        }
        if (type instanceof PropertyType.ErrorClass error) {
            return closedSet("errorClass", error.values(), error.otherwise());
        }
        throw new AssertionError("a type without a call: " + type);
    }

    private static PropertyCall closedSet(String factory, List<String> values, @Nullable String otherwise) {
        List<String> arguments = new ArrayList<>();
        arguments.add(otherwise == null ? "null" : JavaText.literal(otherwise));
        arguments.addAll(literals(values));
        return new PropertyCall(factory, arguments, "");
    }

    private static PropertyCall bucket(PropertyType.Bucket bucket) {
        List<String> arguments = new ArrayList<>();
        arguments.add(
                bucket.bounds().stream().map(JavaText::literal).collect(Collectors.joining(", ", "new long[] {", "}")));
        arguments.addAll(literals(bucket.labels()));
        return new PropertyCall("bucket", arguments, "");
    }

    /** Each text as a string literal. */
    static List<String> literals(Collection<String> texts) {
        return texts.stream().map(JavaText::literal).toList();
    }
}

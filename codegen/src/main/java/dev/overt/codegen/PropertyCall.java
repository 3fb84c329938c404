package dev.overt.codegen;

import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The call that makes one property of the client, such as {@code Property.flag("is_ci").of(Fact.CI)}.
 *
 * @param head up to the parenthesis
 */
record PropertyCall(String head, List<String> arguments, String suffix) {

    static PropertyCall of(Property property) {
        return property.type().accept(new Of(property));
    }

    /** A list of calls, which ends in {@code tail}. */
    static void render(JavaSource source, int indent, List<Property> properties, String tail) {
        for (int i = 0; i < properties.size(); i++) {
            boolean last = i == properties.size() - 1;
            of(properties.get(i)).render(source, indent, last ? tail : ",");
        }
    }

    void render(JavaSource source, int indent, String tail) {
        source.call(indent, head, arguments, suffix + tail);
    }

    /** The call that ends what expires; empty where it does not. */
    static String until(@Nullable LocalDate expires) {
        return expires == null
                ? ""
                : ".until(" + expires.getYear() + ", " + expires.getMonthValue() + ", " + expires.getDayOfMonth() + ")";
    }

    /** Each text as a string literal. */
    private static List<String> literals(Collection<String> texts) {
        return texts.stream().map(JavaText::literal).toList();
    }

    /** The call of each type. */
    private record Of(Property property) implements PropertyType.Visitor<PropertyCall> {

        @Override
        public PropertyCall enumeration(PropertyType.Enumeration type) {
            return call("enumeration", words(type));
        }

        @Override
        public PropertyCall flag(PropertyType.Flag type) {
            return call("flag");
        }

        @Override
        public PropertyCall integer(PropertyType.IntegerRange type) {
            return call("integer", JavaText.literal(type.min()), JavaText.literal(type.max()));
        }

        @Override
        public PropertyCall number(PropertyType.DecimalRange type) {
            return call("number", literal(type.min()), literal(type.max()), JavaText.literal(type.decimals()));
        }

        @Override
        public PropertyCall bucket(PropertyType.Bucket type) {
            List<String> arguments = new ArrayList<>();
            arguments.add(type.bounds().stream()
                    .map(JavaText::literal)
                    .collect(Collectors.joining(", ", "new long[] {", "}")));
            arguments.addAll(literals(type.labels()));
            return call("bucket", arguments);
        }

        @Override
        public PropertyCall version(PropertyType.Version type) {
            String keep = "Property." + type.keep().name();
            return type.otherwise() == null
                    ? call("version", keep)
                    : call("version", keep, JavaText.literal(type.otherwise()));
        }

        @Override
        public PropertyCall operatingSystem(PropertyType.OperatingSystem type) {
            return call("os");
        }

        @Override
        public PropertyCall architecture(PropertyType.Architecture type) {
            return call("arch");
        }

        @Override
        public PropertyCall platform(PropertyType.Platform type) {
            return call("platform", words(type));
        }

        @Override
        public PropertyCall installMethod(PropertyType.InstallMethod type) {
            return call("installMethod", words(type));
        }

        @Override
        public PropertyCall errorClass(PropertyType.ErrorClass type) {
            return call("errorClass", words(type));
        }

        @Override
        public PropertyCall name(PropertyType.Name type) {
            return call("name", JavaText.literal(type.maxCharacters()));
        }

        @Override
        public PropertyCall hash(PropertyType.Hash type) {
            return call("hash");
        }

        @Override
        public PropertyCall sessionId(PropertyType.SessionId type) {
            return call("sessionId");
        }

        @Override
        public PropertyCall list(PropertyType.WordList type) {
            return call("list", limited(type.maxItems(), type));
        }

        @Override
        public PropertyCall counts(PropertyType.WordCounts type) {
            return call("counts", limited(type.maxCount(), type));
        }

        @Override
        public PropertyCall text(PropertyType.Text type) {
            return call("text", JavaText.literal(type.maxCharacters()), "Scrubber.text()");
        }

        @Override
        public PropertyCall sql(PropertyType.Sql type) {
            return call("sql", JavaText.literal(type.maxCharacters()), "Scrubber.sql()");
        }

        private PropertyCall call(String factory, String... arguments) {
            return call(factory, Arrays.asList(arguments));
        }

        private PropertyCall call(String factory, List<String> typed) {
            List<String> arguments = new ArrayList<>();
            arguments.add(JavaText.literal(property.name()));
            arguments.addAll(typed);
            String fact =
                    property.fact() == null ? "" : ".of(Fact." + property.fact().name() + ")";
            String optional = property.optional() ? ".optional()" : "";
            return new PropertyCall("Property." + factory, arguments, fact + optional + until(property.expires()));
        }

        /** What any other word becomes, then the words. */
        private static List<String> words(PropertyType.ClosedSet set) {
            List<String> words = new ArrayList<>();
            words.add(set.otherwise() == null ? "null" : JavaText.literal(set.otherwise()));
            words.addAll(literals(set.values()));
            return words;
        }

        private static List<String> limited(long max, PropertyType.ClosedSet set) {
            List<String> arguments = words(set);
            arguments.add(0, JavaText.literal(max));
            return arguments;
        }

        private static String literal(BigDecimal number) {
            return Double.toString(number.doubleValue());
        }
    }
}

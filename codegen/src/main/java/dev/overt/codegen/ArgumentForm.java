package dev.overt.codegen;

import dev.overt.manifest.PropertyType;
import dev.overt.manifest.PropertyType.Quantity;

/**
 * How a Java method takes the values of one type.
 *
 * @param type the Java type
 * @param boxed the Java type where null stands for absence
 * @param meaning what becomes of a value, to follow the property's name in Javadoc; may be empty
 */
record ArgumentForm(String type, String boxed, String meaning) {

    private static ArgumentForm object(String type, String meaning) {
        return new ArgumentForm(type, type, meaning);
    }

    /**
     * The form of each type that a caller passes.
     *
     * @param words the Java type of the words of a closed set
     */
    record Of(String words) implements PropertyType.Visitor<ArgumentForm> {
        private static final String SHORTENED = " in at most %d characters";

        @Override
        public ArgumentForm enumeration(PropertyType.Enumeration type) {
            return object(words, "");
        }

        @Override
        public ArgumentForm flag(PropertyType.Flag type) {
            return new ArgumentForm("boolean", "Boolean", "");
        }

        @Override
        public ArgumentForm integer(PropertyType.IntegerRange type) {
            return new ArgumentForm("long", "Long", ", from " + type.min() + " to " + type.max());
        }

        @Override
        public ArgumentForm number(PropertyType.DecimalRange type) {
            String range =
                    ", from " + type.min().toPlainString() + " to " + type.max().toPlainString();
            return new ArgumentForm("double", "Double", range + ", rounded to " + places(type.decimals()));
        }

        @Override
        public ArgumentForm bucket(PropertyType.Bucket type) {
            String labels = JavaText.javadoc(String.join(", ", type.labels()));
            String meaning = ", of which only the range is reported: " + labels;
            return type.of() == Quantity.DURATION
                    ? object("Duration", meaning)
                    : new ArgumentForm("long", "Long", meaning);
        }

        @Override
        public ArgumentForm version(PropertyType.Version type) {
            return object("String", "");
        }

        @Override
        public ArgumentForm operatingSystem(PropertyType.OperatingSystem type) {
            throw filled(type);
        }

        @Override
        public ArgumentForm architecture(PropertyType.Architecture type) {
            throw filled(type);
        }

        @Override
        public ArgumentForm platform(PropertyType.Platform type) {
            throw filled(type);
        }

        @Override
        public ArgumentForm installMethod(PropertyType.InstallMethod type) {
            throw filled(type);
        }

        @Override
        public ArgumentForm errorClass(PropertyType.ErrorClass type) {
            return object("Throwable", ", of which only the class is reported");
        }

        @Override
        public ArgumentForm name(PropertyType.Name type) {
            return object("String", ", an identifier of at most " + type.maxCharacters() + " characters");
        }

        @Override
        public ArgumentForm hash(PropertyType.Hash type) {
            return object("String", ", of which only a keyed hash is reported");
        }

        @Override
        public ArgumentForm sessionId(PropertyType.SessionId type) {
            throw filled(type);
        }

        @Override
        public ArgumentForm list(PropertyType.WordList type) {
            return object("Collection<" + words + ">", ", each once, at most " + type.maxItems() + " of them");
        }

        @Override
        public ArgumentForm counts(PropertyType.WordCounts type) {
            return object("Map<" + words + ", Long>", ", how many of each, up to " + type.maxCount());
        }

        @Override
        public ArgumentForm text(PropertyType.Text type) {
            return object(
                    "String",
                    ", reported without its paths, addresses and secrets" + SHORTENED.formatted(type.maxCharacters()));
        }

        @Override
        public ArgumentForm sql(PropertyType.Sql type) {
            return object(
                    "String", ", of which only the keywords are reported" + SHORTENED.formatted(type.maxCharacters()));
        }

        private static String places(int decimals) {
            return decimals == 0 ? "a whole number" : decimals == 1 ? "one decimal" : decimals + " decimals";
        }

        private static AssertionError filled(PropertyType type) {
            return new AssertionError("no caller passes " + type);
        }
    }
}

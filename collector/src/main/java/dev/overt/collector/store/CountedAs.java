package dev.overt.collector.store;

import dev.overt.manifest.PropertyType;

/** How the values of each type of property are counted. */
enum CountedAs {
    /** Each value is one. */
    VALUE,
    /** Each word of a list is one. */
    WORDS,
    /** Each key is one, as often as its count says. */
    KEYS,
    /** Not at all: it has no few values, or ones that somebody other than the maintainers words. */
    NOTHING;

    /** An integer of more values is not counted: a {@code bucket} says which ranges matter. */
    private static final long MAX_INTEGERS = 256;

    static CountedAs of(PropertyType type) {
        return type.accept(Types.ALL);
    }

    private static final class Types implements PropertyType.Visitor<CountedAs> {
        private static final Types ALL = new Types();

        @Override
        public CountedAs enumeration(PropertyType.Enumeration type) {
            return VALUE;
        }

        @Override
        public CountedAs flag(PropertyType.Flag type) {
            return VALUE;
        }

        @Override
        public CountedAs integer(PropertyType.IntegerRange type) {
            long more = type.max() - type.min();
            return more >= 0 && more < MAX_INTEGERS ? VALUE : NOTHING;
        }

        @Override
        public CountedAs number(PropertyType.DecimalRange type) {
            return NOTHING;
        }

        @Override
        public CountedAs bucket(PropertyType.Bucket type) {
            return VALUE;
        }

        @Override
        public CountedAs version(PropertyType.Version type) {
            return VALUE;
        }

        @Override
        public CountedAs operatingSystem(PropertyType.OperatingSystem type) {
            return VALUE;
        }

        @Override
        public CountedAs architecture(PropertyType.Architecture type) {
            return VALUE;
        }

        @Override
        public CountedAs platform(PropertyType.Platform type) {
            return VALUE;
        }

        @Override
        public CountedAs installMethod(PropertyType.InstallMethod type) {
            return VALUE;
        }

        @Override
        public CountedAs errorClass(PropertyType.ErrorClass type) {
            return VALUE;
        }

        @Override
        public CountedAs name(PropertyType.Name type) {
            return NOTHING;
        }

        @Override
        public CountedAs hash(PropertyType.Hash type) {
            return NOTHING;
        }

        @Override
        public CountedAs sessionId(PropertyType.SessionId type) {
            return NOTHING;
        }

        @Override
        public CountedAs list(PropertyType.WordList type) {
            return WORDS;
        }

        @Override
        public CountedAs counts(PropertyType.WordCounts type) {
            return KEYS;
        }

        @Override
        public CountedAs text(PropertyType.Text type) {
            return NOTHING;
        }

        @Override
        public CountedAs sql(PropertyType.Sql type) {
            return NOTHING;
        }
    }
}

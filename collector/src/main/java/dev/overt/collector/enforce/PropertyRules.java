package dev.overt.collector.enforce;

import dev.overt.manifest.PropertyType;

/** The rule of each type of property. */
final class PropertyRules implements PropertyType.Visitor<PropertyRule> {
    static final PropertyRules OF_TYPES = new PropertyRules();

    private static final Checked TRUE = Checked.kept(true);
    private static final Checked FALSE = Checked.kept(false);
    private static final int ID_DIGITS = 32;

    private PropertyRules() {}

    @Override
    public PropertyRule enumeration(PropertyType.Enumeration type) {
        return OneWord.of(type);
    }

    @Override
    public PropertyRule flag(PropertyType.Flag type) {
        return value -> value instanceof Boolean flag ? (flag ? TRUE : FALSE) : Checked.refused();
    }

    @Override
    public PropertyRule integer(PropertyType.IntegerRange type) {
        return value -> value instanceof Long number && number >= type.min() && number <= type.max()
                ? Checked.kept(number)
                : Checked.refused();
    }

    @Override
    public PropertyRule number(PropertyType.DecimalRange type) {
        return new RoundedNumber(type.min(), type.max(), type.decimals());
    }

    @Override
    public PropertyRule bucket(PropertyType.Bucket type) {
        return new OneWord(type.labels(), null);
    }

    @Override
    public PropertyRule version(PropertyType.Version type) {
        return new VersionText(type.keep(), type.otherwise());
    }

    @Override
    public PropertyRule operatingSystem(PropertyType.OperatingSystem type) {
        return OsName.RULE;
    }

    @Override
    public PropertyRule architecture(PropertyType.Architecture type) {
        return ArchName.RULE;
    }

    @Override
    public PropertyRule platform(PropertyType.Platform type) {
        return OneWord.of(type);
    }

    @Override
    public PropertyRule installMethod(PropertyType.InstallMethod type) {
        return OneWord.of(type);
    }

    @Override
    public PropertyRule errorClass(PropertyType.ErrorClass type) {
        return OneWord.of(type);
    }

    @Override
    public PropertyRule name(PropertyType.Name type) {
        return new NameText(type.maxCharacters());
    }

    @Override
    public PropertyRule hash(PropertyType.Hash type) {
        return PropertyRules::id;
    }

    @Override
    public PropertyRule sessionId(PropertyType.SessionId type) {
        return PropertyRules::id;
    }

    private static Checked id(Object value) {
        return value instanceof String text
                        && text.length() == ID_DIGITS
                        && text.chars().allMatch(PropertyRules::isHex)
                ? Checked.kept(text)
                : Checked.refused();
    }

    private static boolean isHex(int character) {
        return "0123456789abcdef".indexOf(character) >= 0;
    }

    @Override
    public PropertyRule list(PropertyType.WordList type) {
        return new WordListRule(type);
    }

    @Override
    public PropertyRule counts(PropertyType.WordCounts type) {
        return new WordCountsRule(type);
    }

    @Override
    public PropertyRule text(PropertyType.Text type) {
        return new OneLine(type.maxCharacters());
    }

    @Override
    public PropertyRule sql(PropertyType.Sql type) {
        return new OneLine(type.maxCharacters());
    }
}

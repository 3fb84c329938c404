package dev.overt.manifest;

import dev.overt.manifest.PropertyType.Keep;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a manifest writes each type of property: {@code type: install-method} for {@link #INSTALL_METHOD}, with the
 * keys that its reader asks for.
 */
@SuppressWarnings("ImmutableEnumChecker") // the fields are never changed
enum TypeForm {
    ENUM(TypeForm::enumeration, Fact.COMMAND, Fact.OUTCOME, Fact.INSTALLER, Fact.PAGE),
    BOOLEAN(property -> new PropertyType.Flag(), Fact.TERMINAL, Fact.CI),
    INTEGER(TypeForm::integer, Fact.EXIT_CODE),
    NUMBER(TypeForm::number),
    BUCKET(BucketForm::read, Fact.DURATION),
    VERSION(TypeForm::version, Fact.PRODUCT, Fact.RUNTIME, Fact.RELEASE, Fact.PREVIOUS),
    OS(property -> new PropertyType.OperatingSystem()),
    ARCH(property -> new PropertyType.Architecture()),
    PLATFORM(TypeForm::platform),
    INSTALL_METHOD(TypeForm::installMethod),
    ERROR_CLASS(TypeForm::errorClass, Fact.ERROR),
    NAME(TypeForm::name),
    HASH(property -> new PropertyType.Hash(), Fact.DIRECTORY),
    SESSION_ID(property -> new PropertyType.SessionId()),
    LIST(TypeForm::list),
    COUNTS(TypeForm::counts),
    TEXT(TypeForm::text, Fact.ERROR),
    SQL(TypeForm::sql);

    private static final int MAX_DECIMALS = 6;
    private static final long MAX_COUNT = 1_000_000_000_000L;

    private final Function<Mapping, PropertyType> reader;
    private final List<Fact> facts;

    TypeForm(Function<Mapping, PropertyType> reader, Fact... facts) {
        this.reader = reader;
        this.facts = List.of(facts);
    }

    /** The types that can report {@code fact}. */
    static List<TypeForm> reporting(Fact fact) {
        return Stream.of(values()).filter(form -> form.facts.contains(fact)).toList();
    }

    PropertyType read(Mapping property) {
        return reader.apply(property);
    }

    /** What such a property can report by {@code of:}. */
    List<Fact> facts() {
        return facts;
    }

    /** How a manifest writes it. */
    String word() {
        return Choice.word(this);
    }

    private static PropertyType enumeration(Mapping property) {
        SetForm set = SetForm.read(property, "[run, new, doctor]");
        return new PropertyType.Enumeration(set.values(), set.otherwise());
    }

    private static PropertyType platform(Mapping property) {
        SetForm set = SetForm.read(property, "[linux-x86_64, macos-aarch64]");
        return new PropertyType.Platform(set.values(), set.otherwise());
    }

    private static PropertyType installMethod(Mapping property) {
        SetForm set = SetForm.read(property, "[brew, apt, docker]");
        return new PropertyType.InstallMethod(set.values(), set.otherwise());
    }

    private static PropertyType errorClass(Mapping property) {
        SetForm set = SetForm.read(property, "[IOException, TimeoutException]");
        return new PropertyType.ErrorClass(set.values(), set.otherwise());
    }

    private static PropertyType list(Mapping property) {
        SetForm set = SetForm.read(property, "[postgres, snowflake]");
        long maxItems = property.optional("max").wholeNumber(20, 1, 100);
        return new PropertyType.WordList(set.values(), set.otherwise(), (int) maxItems);
    }

    private static PropertyType counts(Mapping property) {
        SetForm set = SetForm.read(property, "[table, view]");
        long maxCount = property.optional("max").wholeNumber(1_000_000, 1, MAX_COUNT);
        return new PropertyType.WordCounts(set.values(), set.otherwise(), maxCount);
    }

    private static PropertyType integer(Mapping property) {
        Value min = property.required("min", "0");
        Value max = property.required("max", "255");
        long least = min.wholeNumber(0);
        long most = max.wholeNumber(least);
        if (least > most && !min.isWrong()) {
            max.error(Rule.ORDER, "`max` is below `min`.", "Write a number of at least " + least + ".");
        }
        return new PropertyType.IntegerRange(least, most);
    }

    private static PropertyType number(Mapping property) {
        Value min = property.required("min", "0");
        Value max = property.required("max", "100");
        BigDecimal least = min.number(BigDecimal.ZERO);
        BigDecimal most = max.number(least);
        if (least.compareTo(most) > 0 && !min.isWrong()) {
            max.error(Rule.ORDER, "`max` is below `min`.", "Write a number of at least " + least.toPlainString() + ".");
        }
        int decimals = (int) property.required("decimals", "2").wholeNumber(0, 0, MAX_DECIMALS);
        return new PropertyType.DecimalRange(least, most, decimals);
    }

    private static PropertyType version(Mapping property) {
        Keep keep = property.optional("keep").oneOf(Choice.among(Keep.values()), Keep.FULL);
        Value otherwise = property.optional("otherwise");
        return new PropertyType.Version(keep, otherwise.isPresent() ? otherwise.word() : null);
    }

    private static PropertyType name(Mapping property) {
        int max = (int) property.optional("max").wholeNumber(60, 1, 100);
        return new PropertyType.Name(max, property.optional("examples").words());
    }

    private static PropertyType text(Mapping property) {
        return new PropertyType.Text(maxCharacters(property, 2_000), justification(property));
    }

    private static PropertyType sql(Mapping property) {
        return new PropertyType.Sql(maxCharacters(property, 10_000), justification(property));
    }

    private static int maxCharacters(Mapping property, int limit) {
        return (int) property.required("max", "500").wholeNumber(1, 1, limit);
    }

    private static String justification(Mapping property) {
        return property.required("justification", "The class alone does not tell which of our queries failed.")
                .text();
    }
}

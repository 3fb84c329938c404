package dev.overt.manifest;

import dev.overt.manifest.PropertyType.Keep;
import java.util.List;
import java.util.function.Function;

/**
 * How a manifest writes each type of property: {@code type: install-method} for {@link #INSTALL_METHOD}, with the
 * keys that its reader asks for.
 */
@SuppressWarnings("ImmutableEnumChecker") // the fields are never changed
enum TypeForm {
    ENUM(PropertyType.Enumeration.class, TypeForm::enumeration, Fact.COMMAND, Fact.OUTCOME),
    BOOLEAN(PropertyType.Flag.class, property -> new PropertyType.Flag(), Fact.TERMINAL, Fact.CI),
    INTEGER(PropertyType.IntegerRange.class, TypeForm::integer, Fact.EXIT_CODE),
    BUCKET(PropertyType.Bucket.class, BucketForm::read, Fact.DURATION),
    VERSION(PropertyType.Version.class, TypeForm::version, Fact.PRODUCT, Fact.RUNTIME),
    OS(PropertyType.OperatingSystem.class, property -> new PropertyType.OperatingSystem()),
    INSTALL_METHOD(PropertyType.InstallMethod.class, TypeForm::installMethod),
    ERROR_CLASS(PropertyType.ErrorClass.class, TypeForm::errorClass, Fact.ERROR);

    private final Class<? extends PropertyType> type;
    private final Function<Mapping, PropertyType> reader;
    private final List<Fact> facts;

    TypeForm(Class<? extends PropertyType> type, Function<Mapping, PropertyType> reader, Fact... facts) {
        this.type = type;
        this.reader = reader;
        this.facts = List.of(facts);
    }

    /** The one type that can report {@code fact}. */
    static TypeForm reporting(Fact fact) {
        for (TypeForm form : values()) {
            if (form.facts.contains(fact)) {
                return form;
            }
        }
        throw new AssertionError("no type reports " + fact);
    }

    PropertyType read(Mapping property) {
        return reader.apply(property);
    }

    boolean fits(PropertyType other) {
        return type.isInstance(other);
    }

    /** What such a property can report by {@code of:}. */
    List<Fact> facts() {
        return facts;
    }

    private static PropertyType enumeration(Mapping property) {
        ClosedSet set = ClosedSet.read(property, "[run, new, doctor]");
        return new PropertyType.Enumeration(set.values(), set.otherwise());
    }

    private static PropertyType installMethod(Mapping property) {
        ClosedSet set = ClosedSet.read(property, "[brew, apt, docker]");
        return new PropertyType.InstallMethod(set.values(), set.otherwise());
    }

    private static PropertyType errorClass(Mapping property) {
        ClosedSet set = ClosedSet.read(property, "[IOException, TimeoutException]");
        return new PropertyType.ErrorClass(set.values(), set.otherwise());
    }

    private static PropertyType integer(Mapping property) {
        Value min = property.required("min", "0");
        Value max = property.required("max", "255");
        long least = min.wholeNumber(0);
        long most = max.wholeNumber(least);
        if (least > most && !min.isWrong()) {
            max.error("order", "`max` is below `min`.", "Write a number of at least " + least + ".");
        }
        return new PropertyType.IntegerRange(least, most);
    }

    private static PropertyType version(Mapping property) {
        return new PropertyType.Version(property.optional("keep").oneOf(Choice.among(Keep.values()), Keep.FULL));
    }
}

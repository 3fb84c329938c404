package dev.overt.manifest;

import java.math.BigDecimal;

/** How the canonical form writes each type: the word of {@code type:}, and every key of the type. */
final class CanonicalType implements PropertyType.Visitor<CanonicalMapping> {
    static final CanonicalType TYPES = new CanonicalType();

    private CanonicalType() {}

    @Override
    public CanonicalMapping enumeration(PropertyType.Enumeration type) {
        return set(TypeForm.ENUM, type);
    }

    @Override
    public CanonicalMapping flag(PropertyType.Flag type) {
        return of(TypeForm.BOOLEAN);
    }

    @Override
    public CanonicalMapping integer(PropertyType.IntegerRange type) {
        return of(TypeForm.INTEGER).with("min", type.min()).with("max", type.max());
    }

    @Override
    public CanonicalMapping number(PropertyType.DecimalRange type) {
        return of(TypeForm.NUMBER)
                .with("min", plain(type.min()))
                .with("max", plain(type.max()))
                .with("decimals", type.decimals());
    }

    /** The labels tell how each bound was written, which is what is reported. */
    @Override
    public CanonicalMapping bucket(PropertyType.Bucket type) {
        return of(TypeForm.BUCKET)
                .with("of", Choice.word(type.of()))
                .with("bounds", type.bounds())
                .with("labels", type.labels());
    }

    @Override
    public CanonicalMapping version(PropertyType.Version type) {
        return of(TypeForm.VERSION).with("keep", Choice.word(type.keep())).with("otherwise", type.otherwise());
    }

    @Override
    public CanonicalMapping operatingSystem(PropertyType.OperatingSystem type) {
        return of(TypeForm.OS);
    }

    @Override
    public CanonicalMapping architecture(PropertyType.Architecture type) {
        return of(TypeForm.ARCH);
    }

    /** The first target that names a machine is reported, so their order counts. */
    @Override
    public CanonicalMapping platform(PropertyType.Platform type) {
        return set(TypeForm.PLATFORM, type).with("values", type.values());
    }

    @Override
    public CanonicalMapping installMethod(PropertyType.InstallMethod type) {
        return set(TypeForm.INSTALL_METHOD, type);
    }

    @Override
    public CanonicalMapping errorClass(PropertyType.ErrorClass type) {
        return set(TypeForm.ERROR_CLASS, type);
    }

    @Override
    public CanonicalMapping name(PropertyType.Name type) {
        return of(TypeForm.NAME).with("max", type.maxCharacters()).with("examples", CanonicalForm.set(type.examples()));
    }

    @Override
    public CanonicalMapping hash(PropertyType.Hash type) {
        return of(TypeForm.HASH);
    }

    @Override
    public CanonicalMapping sessionId(PropertyType.SessionId type) {
        return of(TypeForm.SESSION_ID);
    }

    /** The first words are reported where there are too many, so their order counts. */
    @Override
    public CanonicalMapping list(PropertyType.WordList type) {
        return set(TypeForm.LIST, type).with("values", type.values()).with("max", type.maxItems());
    }

    @Override
    public CanonicalMapping counts(PropertyType.WordCounts type) {
        return set(TypeForm.COUNTS, type).with("max", type.maxCount());
    }

    @Override
    public CanonicalMapping text(PropertyType.Text type) {
        return freeText(TypeForm.TEXT, type);
    }

    @Override
    public CanonicalMapping sql(PropertyType.Sql type) {
        return freeText(TypeForm.SQL, type);
    }

    private static CanonicalMapping of(TypeForm form) {
        return new CanonicalMapping().with("type", form.word());
    }

    private static CanonicalMapping set(TypeForm form, PropertyType.ClosedSet type) {
        return of(form).with("values", CanonicalForm.set(type.values())).with("otherwise", type.otherwise());
    }

    private static CanonicalMapping freeText(TypeForm form, PropertyType.FreeText type) {
        return of(form).with("max", type.maxCharacters()).with("justification", type.justification());
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.stripTrailingZeros();
    }
}

package dev.overt.manifest;

/** Which types say what they hold, so that neither {@code of:} nor a caller does. */
final class SelfFilled implements PropertyType.Visitor<Boolean> {
    static final SelfFilled TYPES = new SelfFilled();

    private SelfFilled() {}

    /** Whether a type says what it holds, and that can be found out on {@code surface}. */
    static boolean by(PropertyType type, Surface surface) {
        return switch (surface) {
            case TOOL -> type.accept(TYPES);
            case INSTALLER, CONTAINER ->
                type instanceof PropertyType.OperatingSystem
                        || type instanceof PropertyType.Architecture
                        || type instanceof PropertyType.Platform;
            case WEB -> false;
        };
    }

    @Override
    public Boolean enumeration(PropertyType.Enumeration type) {
        return false;
    }

    @Override
    public Boolean flag(PropertyType.Flag type) {
        return false;
    }

    @Override
    public Boolean integer(PropertyType.IntegerRange type) {
        return false;
    }

    @Override
    public Boolean number(PropertyType.DecimalRange type) {
        return false;
    }

    @Override
    public Boolean bucket(PropertyType.Bucket type) {
        return false;
    }

    @Override
    public Boolean version(PropertyType.Version type) {
        return false;
    }

    @Override
    public Boolean operatingSystem(PropertyType.OperatingSystem type) {
        return true;
    }

    @Override
    public Boolean architecture(PropertyType.Architecture type) {
        return true;
    }

    @Override
    public Boolean platform(PropertyType.Platform type) {
        return true;
    }

    @Override
    public Boolean installMethod(PropertyType.InstallMethod type) {
        return true;
    }

    @Override
    public Boolean errorClass(PropertyType.ErrorClass type) {
        return false;
    }

    @Override
    public Boolean name(PropertyType.Name type) {
        return false;
    }

    @Override
    public Boolean hash(PropertyType.Hash type) {
        return false;
    }

    @Override
    public Boolean sessionId(PropertyType.SessionId type) {
        return true;
    }

    @Override
    public Boolean list(PropertyType.WordList type) {
        return false;
    }

    @Override
    public Boolean counts(PropertyType.WordCounts type) {
        return false;
    }

    @Override
    public Boolean text(PropertyType.Text type) {
        return false;
    }

    @Override
    public Boolean sql(PropertyType.Sql type) {
        return false;
    }
}

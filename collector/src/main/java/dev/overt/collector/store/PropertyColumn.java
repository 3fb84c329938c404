package dev.overt.collector.store;

import dev.overt.manifest.PropertyType;

/** The column that holds each type of property. */
final class PropertyColumn implements PropertyType.Visitor<ColumnType> {
    private static final PropertyColumn OF_TYPES = new PropertyColumn();

    private PropertyColumn() {}

    static ColumnType of(PropertyType type) {
        return type.accept(OF_TYPES);
    }

    @Override
    public ColumnType enumeration(PropertyType.Enumeration type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType flag(PropertyType.Flag type) {
        return ColumnType.BOOLEAN;
    }

    @Override
    public ColumnType integer(PropertyType.IntegerRange type) {
        return ColumnType.BIGINT;
    }

    @Override
    public ColumnType number(PropertyType.DecimalRange type) {
        return ColumnType.DOUBLE;
    }

    @Override
    public ColumnType bucket(PropertyType.Bucket type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType version(PropertyType.Version type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType operatingSystem(PropertyType.OperatingSystem type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType architecture(PropertyType.Architecture type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType platform(PropertyType.Platform type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType installMethod(PropertyType.InstallMethod type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType errorClass(PropertyType.ErrorClass type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType name(PropertyType.Name type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType hash(PropertyType.Hash type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType sessionId(PropertyType.SessionId type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType list(PropertyType.WordList type) {
        return ColumnType.WORDS;
    }

    @Override
    public ColumnType counts(PropertyType.WordCounts type) {
        return ColumnType.COUNTS;
    }

    @Override
    public ColumnType text(PropertyType.Text type) {
        return ColumnType.VARCHAR;
    }

    @Override
    public ColumnType sql(PropertyType.Sql type) {
        return ColumnType.VARCHAR;
    }
}

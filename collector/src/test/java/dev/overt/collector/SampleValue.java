package dev.overt.collector;

import dev.overt.manifest.PropertyType;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** Of each type one value that is kept just as it is sent. */
public final class SampleValue implements PropertyType.Visitor<Object> {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private SampleValue() {}

    /** A String, Boolean, Long, Double, List of Strings or Map of Strings to Longs. */
    public static Object of(PropertyType type) {
        return type.accept(new SampleValue());
    }

    private static String last(PropertyType.ClosedSet set) {
        return set.values().get(set.values().size() - 1);
    }

    @Override
    public Object enumeration(PropertyType.Enumeration type) {
        return last(type);
    }

    @Override
    public Object flag(PropertyType.Flag type) {
        return true;
    }

    @Override
    public Object integer(PropertyType.IntegerRange type) {
        return type.max();
    }

    @Override
    public Object number(PropertyType.DecimalRange type) {
        return type.max()
                .subtract(type.max().movePointLeft(1))
                .setScale(type.decimals(), RoundingMode.HALF_UP)
                .doubleValue();
    }

    @Override
    public Object bucket(PropertyType.Bucket type) {
        return type.labels().get(0);
    }

    @Override
    public Object version(PropertyType.Version type) {
        return switch (type.keep()) {
            case MAJOR -> "3";
            case MINOR -> "3.12";
            case PATCH, FULL -> "3.12.4";
        };
    }

    @Override
    public Object operatingSystem(PropertyType.OperatingSystem type) {
        return "Linux";
    }

    @Override
    public Object architecture(PropertyType.Architecture type) {
        return "x86_64";
    }

    @Override
    public Object platform(PropertyType.Platform type) {
        return last(type);
    }

    @Override
    public Object installMethod(PropertyType.InstallMethod type) {
        return last(type);
    }

    @Override
    public Object errorClass(PropertyType.ErrorClass type) {
        return last(type);
    }

    @Override
    public Object name(PropertyType.Name type) {
        return "claude-sonnet-4";
    }

    @Override
    public Object hash(PropertyType.Hash type) {
        return ID;
    }

    @Override
    public Object sessionId(PropertyType.SessionId type) {
        return ID;
    }

    @Override
    public Object list(PropertyType.WordList type) {
        return List.of(type.values().get(0));
    }

    @Override
    public Object counts(PropertyType.WordCounts type) {
        return Map.of(last(type), type.maxCount());
    }

    @Override
    public Object text(PropertyType.Text type) {
        return "42";
    }

    @Override
    public Object sql(PropertyType.Sql type) {
        return "select ? from ?";
    }
}

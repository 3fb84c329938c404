package dev.overt.collector.enforce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A number, rounded half up as the client rounds it; half is rounded away from zero. What is kept is within the bounds,
 * so a value is rounded before it is compared.
 */
record RoundedNumber(BigDecimal min, BigDecimal max, int decimals) implements PropertyRule {
    @Override
    public Checked check(Object value) {
        BigDecimal sent = decimal(value);
        if (sent == null) {
            return Checked.refused();
        }
        BigDecimal rounded = sent.setScale(decimals, RoundingMode.HALF_UP);
        boolean within = rounded.compareTo(min) >= 0 && rounded.compareTo(max) <= 0;
        return within ? Checked.kept(rounded.doubleValue()) : Checked.refused();
    }

    private static @Nullable BigDecimal decimal(Object value) {
        if (value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        return value instanceof BigDecimal decimal ? decimal : null;
    }
}

package dev.overt.client;

import org.jspecify.annotations.Nullable;

/** A number that was rounded to some places, as its decimal digits without an exponent. Immutable. */
final class Decimal {
    private final String text;

    private Decimal(String text) {
        this.text = text;
    }

    /** The value as it may be sent; null where it is no number, or outside the range once it is rounded. */
    static @Nullable Decimal of(Property property, Object value) {
        if (!(value instanceof Double || value instanceof Float || Sanitiser.isWhole(value))) {
            return null;
        }
        // A float by its own digits: 0.1f means 0.1, which the double of the same value does not say.
        double number = Double.parseDouble(value.toString());
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return null;
        }
        String rounded = rounded(number, (int) property.bounds[2]);
        double sent = Double.parseDouble(rounded);
        boolean within = sent >= Double.longBitsToDouble(property.bounds[0])
                && sent <= Double.longBitsToDouble(property.bounds[1]);
        return within ? new Decimal(rounded) : null;
    }

    /** Rounds half up, which for a negative number is half away from zero. */
    static String rounded(double number, int decimals) {
        StringBuilder digits = new StringBuilder("0").append(Math.abs(number));
        int exponent = cutExponent(digits);
        int written = digits.indexOf(".");
        int point = written + exponent;
        digits.deleteCharAt(written);
        for (; point < 2; point++) {
            digits.insert(0, '0');
        }
        while (digits.length() <= point + decimals) {
            digits.append('0');
        }
        boolean up = digits.charAt(point + decimals) >= '5';
        digits.setLength(point + decimals);
        if (up) {
            increment(digits);
        }
        return plain(digits.insert(point, '.'), number < 0);
    }

    private static int cutExponent(StringBuilder digits) {
        int at = digits.indexOf("E");
        if (at < 0) {
            return 0;
        }
        int exponent = Integer.parseInt(digits.substring(at + 1));
        digits.setLength(at);
        return exponent;
    }

    /** Adds one in the last place; the first digit is a zero. */
    private static void increment(StringBuilder digits) {
        int last = digits.length() - 1;
        for (; digits.charAt(last) == '9'; last--) {
            digits.setCharAt(last, '0');
        }
        digits.setCharAt(last, (char) (digits.charAt(last) + 1));
    }

    /** Without the zeros that say nothing. */
    private static String plain(StringBuilder digits, boolean negative) {
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        if (digits.charAt(end - 1) == '.') {
            end--;
        }
        int start = 0;
        while (start < end - 1 && digits.charAt(start) == '0' && digits.charAt(start + 1) != '.') {
            start++;
        }
        String plain = digits.substring(start, end);
        return negative && !plain.equals("0") ? "-" + plain : plain;
    }

    @Override
    public String toString() {
        return text;
    }
}

package dev.overt.collector.receive;

import dev.overt.collector.enforce.IncomingEvent;
import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A JSON number as enforcement sees it. Its length and its exponent are bounded, so that no later arithmetic has more
 * digits than a double can mean: {@code 1e999999999} is ten characters and a gigabyte.
 */
final class SentNumber {
    private static final int MAX_CHARACTERS = 64;
    private static final int MAX_LONG_CHARACTERS = 20;
    /** A double ends below 10^309, and has no place for what is smaller than 10^-324. */
    private static final int MAX_MAGNITUDE = 309;

    private static final int MIN_MAGNITUDE = -324;

    private SentNumber() {}

    /** The number that {@code json} stands at. */
    static Object read(JsonParser json) {
        int characters = json.getStringLength();
        boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
        if (whole && characters <= MAX_LONG_CHARACTERS && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
        }
        return characters <= MAX_CHARACTERS ? decimal(json.getString()) : IncomingEvent.UNUSABLE;
    }

    private static Object decimal(String digits) {
        BigDecimal number;
        try {
            number = new BigDecimal(digits);
        } catch (NumberFormatException e) {
            return IncomingEvent.UNUSABLE; // its exponent is past 32 bits
        }
        long magnitude = (long) number.precision() - number.scale();
        if (number.signum() == 0 || magnitude < MIN_MAGNITUDE) {
            return BigDecimal.ZERO;
        }
        return magnitude <= MAX_MAGNITUDE ? number : IncomingEvent.UNUSABLE;
    }
}

package dev.overt.tool.sample;

import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** What chance decides; the same seed decides the same. One thread. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** Between 0 and 1. */
    double share() {
        return random.nextDouble();
    }

    /** A time of a mean length, as the time between events that know nothing of each other. */
    double lapse(double mean) {
        return random.nextExponential() * mean;
    }

    /** How many such events there are where {@code mean} are usual. */
    int count(double mean) {
        int count = 0;
        for (double passed = lapse(1); passed < mean; passed += lapse(1)) {
            count++;
        }
        return count;
    }

    /** One of some words, each as likely as its share of the sum of all. */
    String oneOf(Map<String, Double> shares) {
        double left = share()
                * shares.values().stream().mapToDouble(Double::doubleValue).sum();
        String chosen = "";
        for (Map.Entry<String, Double> each : shares.entrySet()) {
            chosen = each.getKey();
            left -= each.getValue();
            if (left < 0) {
                break;
            }
        }
        return chosen;
    }

    /** An install id: 32 hexadecimal digits. */
    String installId() {
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** A UUID of version 7. */
    UUID eventId(long millis) {
        long high = millis << 16 | 0x7000 | random.nextInt(1 << 12);
        return new UUID(high, 0x8000_0000_0000_0000L | random.nextLong() >>> 2);
    }
}

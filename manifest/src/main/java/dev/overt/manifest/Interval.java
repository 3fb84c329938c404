package dev.overt.manifest;

import java.time.Duration;

/** Reads a length of time such as {@code 1h} or {@code 90d}: a number, then {@code s}, {@code m}, {@code h} or {@code d}. */
final class Interval {
    private Interval() {}

    static Duration read(Value value, Form form, Duration fallback) {
        String word = value.word(form);
        if (!value.isPresent() || value.isWrong()) {
            return fallback;
        }
        int unit = word.length() - 1;
        long number = Long.parseLong(word.substring(0, unit));
        return switch (word.charAt(unit)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}

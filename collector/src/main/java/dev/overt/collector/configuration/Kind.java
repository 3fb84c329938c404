package dev.overt.collector.configuration;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the value of a setting must be, and how it is read from text.
 *
 * @param noun what it is, as in {@code a whole number from 0 to 65535}
 * @param isSecret whether it is never shown, and never stands in the file
 * @param reader the value, or empty where the text is none
 */
record Kind<T>(String noun, boolean isSecret, Function<Given, Optional<T>> reader) {
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,15})( ?([KMG])iB)?");
    private static final String UNITS = " KMG";
    private static final int MIN_SECRET_CHARACTERS = 16;

    static Kind<String> text() {
        return ofText("text", text -> Optional.of(text).filter(some -> !some.isEmpty()));
    }

    static Kind<Long> wholeNumber(long min, long max) {
        return ofText(
                "a whole number from " + min + " to " + max,
                text -> Optional.of(text)
                        .filter(digits -> digits.matches("[0-9]{1,15}"))
                        .map(Long::valueOf)
                        .filter(number -> number >= min && number <= max));
    }

    /** A number from 0 on, with three decimals at most. */
    static Kind<Double> decimal(long max) {
        return ofText(
                "a number from 0 to " + max + ", such as `0.1`",
                text -> Optional.of(text)
                        .filter(digits -> digits.matches("[0-9]{1,15}(\\.[0-9]{1,3})?"))
                        .map(Double::valueOf)
                        .filter(number -> number <= max));
    }

    static Kind<Long> bytes(long min, long max) {
        return ofText(
                "a number of bytes from " + Bytes.text(min) + " to " + Bytes.text(max) + ", such as `64 MiB`",
                text -> Optional.of(text)
                        .map(BYTES::matcher)
                        .filter(Matcher::matches)
                        .map(Kind::bytes)
                        .filter(number -> number >= min && number <= max));
    }

    private static long bytes(Matcher written) {
        String unit = written.group(3);
        return Long.parseLong(written.group(1)) << (unit == null ? 0 : 10 * UNITS.indexOf(unit));
    }

    static <E extends Enum<E>> Kind<E> choice(E[] constants) {
        String words = Arrays.stream(constants).map(Kind::word).collect(Collectors.joining("`, `", "one of `", "`"));
        return ofText(
                words,
                text -> Arrays.stream(constants)
                        .filter(constant -> word(constant).equals(text))
                        .findFirst());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A path; a relative one counts from where it was given. */
    static Kind<Path> path() {
        return new Kind<>(
                "a path",
                false,
                given -> given.text()
                        .filter(text -> !text.isEmpty() && text.indexOf('\0') < 0)
                        .map(text -> given.base().resolve(text)));
    }

    static Kind<List<String>> words() {
        return new Kind<>("a list", false, given -> Optional.of(given.items()));
    }

    static Kind<String> secret() {
        return new Kind<>(
                "a secret of at least " + MIN_SECRET_CHARACTERS + " characters",
                true,
                given -> given.text()
                        .filter(text -> text.length() >= MIN_SECRET_CHARACTERS
                                && text.chars().allMatch(character -> character > ' ' && character < 0x7f)));
    }

    private static <T> Kind<T> ofText(String noun, Function<String, Optional<T>> reader) {
        return new Kind<>(noun, false, given -> given.text().flatMap(reader));
    }
}

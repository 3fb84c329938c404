package dev.overt.manifest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that a property can say, of a set of probes; what tells more says something that the other does not. */
final class DisclosedValues implements PropertyType.Visitor<Stream<String>> {
    private static final List<String> VERSIONS = List.of("3", "3.12", "3.12.4", "3.12.4-rc1");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,17}");

    private final List<Long> numbers;
    private final List<String> words;

    private DisclosedValues(List<Long> numbers, List<String> words) {
        this.numbers = numbers;
        this.words = words;
    }

    /** What {@code now} can say and {@code old} cannot. */
    static Set<String> added(PropertyType old, PropertyType now) {
        if (now.equals(old)) {
            return Set.of();
        }
        List<Long> numbers = new ArrayList<>(List.of(-1L, 0L, 1L, 5L, 100L));
        List<String> words = new ArrayList<>(List.of("word", "w".repeat(50), "w".repeat(150), "w".repeat(1000)));
        Stream.of(old, now).forEach(type -> {
            landmarks(type).forEach(number -> numbers.addAll(List.of(number - 1, number, number + 1)));
            words.addAll(type.accept(new DisclosedValues(List.of(), List.of()))
                    .filter(said -> said.startsWith("word "))
                    .map(said -> said.substring(5))
                    .toList());
        });
        DisclosedValues probes = new DisclosedValues(numbers, words);
        Set<String> added = new HashSet<>(now.accept(probes).toList());
        added.removeAll(old.accept(probes).toList());
        return added;
    }

    /** Every whole number that the type's own text names, such as its bounds. */
    private static Stream<Long> landmarks(PropertyType type) {
        return NUMBER.matcher(type.toString()).results().map(number -> Long.parseLong(number.group()));
    }

    private static Stream<String> set(String kind, PropertyType.ClosedSet type) {
        Stream<String> listed = type.values().stream().map(word -> kind + word);
        return type.otherwise() == null ? listed : Stream.concat(listed, Stream.of(kind + "(anything else)"));
    }

    /** What is told apart: each pair of amounts with different labels. */
    @Override
    public Stream<String> bucket(PropertyType.Bucket type) {
        return numbers.stream()
                .flatMap(one -> numbers.stream()
                        .filter(other -> range(type, one) != range(type, other))
                        .map(other -> type.of() + " " + one + " from " + other));
    }

    private static long range(PropertyType.Bucket type, long amount) {
        return type.bounds().stream().filter(bound -> bound <= amount).count();
    }

    @Override
    public Stream<String> integer(PropertyType.IntegerRange type) {
        return numbers.stream()
                .filter(number -> type.min() <= number && number <= type.max())
                .map(number -> "number " + number);
    }

    @Override
    public Stream<String> number(PropertyType.DecimalRange type) {
        return numbers.stream()
                .flatMap(number -> Stream.of("0", "0.1", "0.01", "0.001", "0.0001", "0.00001", "0.000001")
                        .map(fraction -> new BigDecimal(fraction).add(BigDecimal.valueOf(number))))
                .filter(number -> number.stripTrailingZeros().scale() <= type.decimals())
                .filter(number -> type.min().compareTo(number) <= 0 && number.compareTo(type.max()) <= 0)
                .map(number -> "number " + number.stripTrailingZeros().toPlainString());
    }

    @Override
    public Stream<String> version(PropertyType.Version type) {
        Stream<String> kept =
                VERSIONS.stream().limit(1 + List.of(PropertyType.Keep.values()).indexOf(type.keep()));
        return Stream.concat(
                kept.map(version -> "version " + version),
                Stream.ofNullable(type.otherwise()).map(other -> "version (anything else)"));
    }

    @Override
    public Stream<String> text(PropertyType.Text type) {
        Stream<String> said = Stream.concat(words.stream(), Stream.of("(anything else)"));
        return said.filter(
                        word -> word.startsWith("(") || word.codePointCount(0, word.length()) <= type.maxCharacters())
                .map(word -> "word " + word);
    }

    @Override
    public Stream<String> sql(PropertyType.Sql type) {
        return numbers.stream().filter(length -> length <= type.maxCharacters()).map(length -> "sql " + length);
    }

    @Override
    public Stream<String> name(PropertyType.Name type) {
        return numbers.stream().filter(length -> length <= type.maxCharacters()).map(length -> "name " + length);
    }

    @Override
    public Stream<String> list(PropertyType.WordList type) {
        Stream<String> lengths =
                numbers.stream().filter(length -> length <= type.maxItems()).map(length -> "items " + length);
        return Stream.concat(set("item ", type), lengths);
    }

    @Override
    public Stream<String> counts(PropertyType.WordCounts type) {
        Stream<String> counts =
                numbers.stream().filter(count -> count <= type.maxCount()).map(count -> "count " + count);
        return Stream.concat(set("counted ", type), counts);
    }

    @Override
    public Stream<String> enumeration(PropertyType.Enumeration type) {
        return set("word ", type);
    }

    @Override
    public Stream<String> platform(PropertyType.Platform type) {
        return set("word ", type);
    }

    @Override
    public Stream<String> installMethod(PropertyType.InstallMethod type) {
        return set("word ", type);
    }

    @Override
    public Stream<String> errorClass(PropertyType.ErrorClass type) {
        return set("word ", type);
    }

    @Override
    public Stream<String> operatingSystem(PropertyType.OperatingSystem type) {
        return PropertyType.OperatingSystem.NAMES.stream().map(word -> "word " + word);
    }

    @Override
    public Stream<String> architecture(PropertyType.Architecture type) {
        return PropertyType.Architecture.NAMES.stream().map(word -> "word " + word);
    }

    @Override
    public Stream<String> flag(PropertyType.Flag type) {
        return Stream.of("true", "false");
    }

    @Override
    public Stream<String> hash(PropertyType.Hash type) {
        return Stream.of("hash");
    }

    @Override
    public Stream<String> sessionId(PropertyType.SessionId type) {
        return Stream.of("session");
    }
}

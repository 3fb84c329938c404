package dev.overt.codegen;

import dev.overt.manifest.PropertyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a property of each type holds, and what becomes of anything else, in words for a person. */
final class TypeText implements PropertyType.Visitor<Prose> {
    static final TypeText TYPES = new TypeText();

    private TypeText() {}

    @Override
    public Prose enumeration(PropertyType.Enumeration type) {
        return oneOf(type);
    }

    @Override
    public Prose flag(PropertyType.Flag type) {
        return Prose.of("`true` or `false`.");
    }

    @Override
    public Prose integer(PropertyType.IntegerRange type) {
        return Prose.of("A whole number from {} to {}. Any other is left out.", type.min(), type.max());
    }

    @Override
    public Prose number(PropertyType.DecimalRange type) {
        String decimals = type.decimals() == 0 ? "a whole number" : Wording.count(type.decimals(), "decimal");
        return Prose.of(
                "A number from {} to {}, rounded to {}. Any other is left out.",
                type.min().toPlainString(),
                type.max().toPlainString(),
                decimals);
    }

    @Override
    public Prose bucket(PropertyType.Bucket type) {
        return Prose.of("Only a range, never the exact figure: {}.", Wording.codes(type.labels(), "or"));
    }

    @Override
    public Prose version(PropertyType.Version type) {
        String kept = switch (type.keep()) {
            case MAJOR -> "Of a version only the first number: `3` of `3.12.4`.";
            case MINOR -> "Of a version only the first two numbers: `3.12` of `3.12.4`.";
            case PATCH -> "Of a version only the three numbers: `3.12.4` of `3.12.4-rc1`.";
            case FULL -> "All of a version, in at most 40 letters, digits and `. + -`, the first of them a digit.";
        };
        return Prose.sentences(Prose.of(kept), otherwise("Anything that is no version", type.otherwise()));
    }

    @Override
    public Prose operatingSystem(PropertyType.OperatingSystem type) {
        return names("operating system", PropertyType.OperatingSystem.NAMES);
    }

    @Override
    public Prose architecture(PropertyType.Architecture type) {
        return names("processor's architecture", PropertyType.Architecture.NAMES);
    }

    @Override
    public Prose platform(PropertyType.Platform type) {
        return Prose.sentences(Prose.of("The release that fits the operating system and the processor."), oneOf(type));
    }

    @Override
    public Prose installMethod(PropertyType.InstallMethod type) {
        return Prose.sentences(Prose.of("How the product was installed, as far as that can be told."), oneOf(type));
    }

    @Override
    public Prose errorClass(PropertyType.ErrorClass type) {
        return Prose.sentences(Prose.of("Only the name of an error's class, never its message."), oneOf(type));
    }

    @Override
    public Prose name(PropertyType.Name type) {
        return Prose.of(
                "A name that something other than the product goes by: at most {} letters, digits, single spaces and "
                        + "`. _ : / + -`, with at most two `/`. What looks like an IP address, a key or a random id is "
                        + "left out, as is any other text that breaks this rule.",
                type.maxCharacters());
    }

    @Override
    public Prose hash(PropertyType.Hash type) {
        return Prose.of("Not the text itself but a hash of it, keyed with a secret that never leaves your machine.");
    }

    @Override
    public Prose sessionId(PropertyType.SessionId type) {
        return Prose.of("A random id of one run of the program, which is stored nowhere on your machine.");
    }

    @Override
    public Prose list(PropertyType.WordList type) {
        return Prose.sentences(
                Prose.of("At most {} of these, each once: {}.", type.maxItems(), Prose.codes(type.values())),
                otherwise("Any other word", type.otherwise()));
    }

    @Override
    public Prose counts(PropertyType.WordCounts type) {
        return Prose.sentences(
                Prose.of(
                        "How many there are of each of these, at most {}: {}.",
                        type.maxCount(),
                        Prose.codes(type.values())),
                otherwise("Any other word", type.otherwise()));
    }

    @Override
    public Prose text(PropertyType.Text type) {
        return Prose.of(
                "Text on one line, searched for paths, addresses, hosts and secrets, which are taken out, and cut at {}.",
                Wording.count(type.maxCharacters(), "character"));
    }

    @Override
    public Prose sql(PropertyType.Sql type) {
        return Prose.of(
                "The shape of a statement in SQL: keywords, functions and signs, with `x` for every other name and `?` for "
                        + "every literal, without comments, and cut at {}.",
                Wording.count(type.maxCharacters(), "character"));
    }

    private static Prose oneOf(PropertyType.ClosedSet type) {
        String kept = type.values().size() == 1 ? "Only {}." : "One of {}.";
        return Prose.sentences(
                Prose.of(kept, Prose.codes(type.values())), otherwise("Anything else", type.otherwise()));
    }

    private static Prose names(String what, List<String> names) {
        List<String> known = names.subList(0, names.size() - 1);
        return Prose.of(
                "The {}, one of {}. Any other is {}.",
                what,
                Prose.codes(known),
                Prose.code(names.get(names.size() - 1)));
    }

    private static Prose otherwise(String what, @Nullable String otherwise) {
        return otherwise == null
                ? Prose.of("{} is left out.", what)
                : Prose.of("{} becomes {}.", what, Prose.code(otherwise));
    }
}

package dev.overt.codegen;

/** A stretch of text of one kind. None holds markup: the writers escape what they are given. */
sealed interface Span {
    /** What a reader sees. */
    String text();

    /** Text that the page itself says. */
    record Plain(String text) implements Span {}

    /** Something to be read letter by letter, such as a name or a value. */
    record Code(String text) implements Span {}

    /** A word that a reader looks for. */
    record Strong(String text) implements Span {}

    /** Words of the maintainers, which no program keeps. */
    record Theirs(String text) implements Span {}

    /**
     * A link.
     *
     * @param target an absolute URL; anything but http, https and mailto is shown without a link
     */
    record Link(String text, String target) implements Span {}
}

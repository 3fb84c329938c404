package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.overt.manifest.Problem.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What is demanded of a manifest. Each rule has a page, {@code rules/<id>.md}, with an example that trips it. */
public enum Rule {
    // Of reading: what trips one of these is no manifest.
    UNREADABLE,
    TOO_LARGE,
    ENCODING,
    YAML,
    NESTING,
    ALIAS,
    ANCHOR,
    TAG,
    DUPLICATE_KEY,
    UNKNOWN_KEY,
    MISSING_KEY,
    KIND,
    EMPTY,
    TOO_LONG,
    INVISIBLE,
    LINE_BREAK,
    SPACE,
    FORM,
    CHOICE,
    RANGE,
    COUNT,
    ORDER,
    DUPLICATE,
    DAY,
    URL,
    VERSION,
    RESERVED,
    OTHERWISE,
    OVERLAP,
    VARIABLE,
    TWO_EVENTS,
    FROM,
    FACT,
    NOT_FILLED,
    UNUSED,
    MODE,
    FOREVER,
    NOWHERE,

    // Of lint: what is asked.
    EVENT_NAME(Severity.WARNING),
    NO_OTHERWISE(Severity.WARNING),
    WIDE_INTEGER(Severity.WARNING),
    PRECISE_DURATION(Severity.WARNING),
    PRECISE_VERSION(Severity.WARNING),
    LONG_TEXT(Severity.WARNING),
    WEAK_JUSTIFICATION(Severity.WARNING),
    REVIEW(Severity.NOTE),
    OPEN_NAME(Severity.WARNING),
    UNDESCRIBED(Severity.WARNING),
    IDENTIFYING_NAME(Severity.WARNING),
    EXPIRED(Severity.ERROR),
    EXPIRES_SOON(Severity.WARNING),

    // Of lint: what is promised, and who can refuse.
    NO_NEVER(Severity.WARNING),
    NEVER_NAMED(Severity.WARNING),
    DO_NOT_TRACK(Severity.WARNING),
    NO_OPT_OUT(Severity.ERROR),
    SILENT_DEFAULT(Severity.WARNING),
    IN_CI(Severity.WARNING),
    PLAIN_HTTP(Severity.WARNING),
    LONG_RETENTION(Severity.WARNING),

    // Of lint: what is accepted.
    UNKNOWN_RULE(Severity.ERROR),
    UNUSED_ACCEPT(Severity.WARNING);

    private final Severity severity;

    Rule() {
        this(Severity.ERROR);
    }

    Rule(Severity severity) {
        this.severity = severity;
    }

    /** The rule of that id, unless there is none. */
    public static Optional<Rule> of(String id) {
        return Stream.of(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** How a manifest and a report write it: {@code no-otherwise}. */
    public String id() {
        return Choice.word(this);
    }

    /** How bad it is to trip it. */
    public Severity severity() {
        return severity;
    }

    /** Whether {@code accept:} of a manifest can depart from it. */
    public boolean acceptable() {
        return severity == Severity.WARNING && this != UNUSED_ACCEPT;
    }

    /** What it is about, on one line, without a full stop. */
    public String title() {
        return page().lines().findFirst().orElseThrow().substring("# ".length());
    }

    /** Its page in Markdown: title, what it demands and why, an example that trips it, and the example mended. */
    public String page() {
        String name = "rules/" + id() + ".md";
        try (InputStream page = Rule.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(page, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.overt.manifest;

import dev.overt.manifest.PropertyType.Keep;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Checks that a property's type is no wider than needed. */
final class TypeLint {
    private static final long MAX_SPAN = 1_000_000;
    private static final int MAX_TEXT_CHARACTERS = 500;
    private static final int MAX_SQL_CHARACTERS = 2_000;
    private static final Set<String> TIME_WORDS =
            Set.of("ms", "millis", "milliseconds", "seconds", "duration", "latency", "elapsed");

    private final Property property;
    private final PropertyType type;
    private final String path;
    private final Findings findings;

    TypeLint(Property property, String path, Findings findings) {
        this.property = property;
        this.type = property.type();
        this.path = path;
        this.findings = findings;
    }

    void check() {
        if (type instanceof PropertyType.IntegerRange range && range.max() - range.min() > MAX_SPAN) {
            add(Rule.WIDE_INTEGER, "spans more than 1000000.", "Write `type: bucket`, or a narrower `min` and `max`.");
        }
        if (isNumber()
                && !Collections.disjoint(TIME_WORDS, List.of(property.name().split("_")))) {
            add(Rule.PRECISE_DURATION, "reports a time to its last digit.", "Write `type: bucket` and `of: duration`.");
        }
        if (property.fact() == Fact.RUNTIME && type instanceof PropertyType.Version version) {
            checkRuntime(version);
        }
        if (type instanceof PropertyType.ClosedSet set && set.otherwise() == null && isOpen()) {
            add(Rule.NO_OTHERWISE, "drops every value that is not listed.", "Add `otherwise: other` to count them.");
        }
        if (type instanceof PropertyType.FreeText text) {
            checkLength(text, text instanceof PropertyType.Sql ? MAX_SQL_CHARACTERS : MAX_TEXT_CHARACTERS);
        }
    }

    private boolean isNumber() {
        return type instanceof PropertyType.IntegerRange || type instanceof PropertyType.DecimalRange;
    }

    /** Whether there can be a value that is not listed. */
    private boolean isOpen() {
        return property.fact() != Fact.OUTCOME && property.fact() != Fact.INSTALLER;
    }

    private void checkRuntime(PropertyType.Version version) {
        if (version.keep() == Keep.FULL) {
            add(Rule.PRECISE_VERSION, "tells one build of the runtime from another.", "Write `keep: minor`.");
        }
    }

    private void checkLength(PropertyType.FreeText text, int limit) {
        if (text.maxCharacters() > limit) {
            String what = "may be " + text.maxCharacters() + " characters long.";
            add(Rule.LONG_TEXT, what, "Write `max: " + limit + "` or less.");
        }
    }

    private void add(Rule rule, String what, String mend) {
        findings.add(rule, path, Problems.quote(path) + " " + what, mend);
    }
}

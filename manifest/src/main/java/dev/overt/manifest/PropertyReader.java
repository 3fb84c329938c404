package dev.overt.manifest;

import dev.overt.manifest.PropertyType.Quantity;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one property. */
final class PropertyReader {
    /** Columns that every table of a collector's store has. */
    private static final Set<String> RESERVED_NAMES = Set.of("event_id", "install_id", "occurred_at", "received_at");

    private final Value key;
    private final Mapping property;
    private final Scope scope;
    private final ForeignNames foreign;

    private PropertyReader(Mapping.Entry entry, Scope scope, ForeignNames foreign) {
        this.key = entry.key();
        this.property = entry.value().mapping();
        this.scope = scope;
        this.foreign = foreign;
    }

    /** @param foreign receives the names by which other clients say the property */
    static Property read(Mapping.Entry entry, Scope scope, ForeignNames foreign) {
        return new PropertyReader(entry, scope, foreign).read();
    }

    private Property read() {
        String name = name();
        TypeForm form = property.required("type", "boolean").oneOf(Choice.among(TypeForm.values()));
        if (form == null) {
            return new Property(name, new PropertyType.Flag(), null, false, null, null, List.of());
        }
        PropertyType type = form.read(property);
        Value of = property.optional("of");
        Fact fact = type instanceof PropertyType.Bucket bucket ? measured(bucket) : fact(form, of);
        boolean optional = property.optional("optional").trueOrFalse(false);
        Value what = property.optional("what");
        String words = what.isPresent() ? what.text() : null;
        LocalDate expires = Day.read(property.optional("expires"));
        List<String> from = from(type, form, name);
        property.close();
        Property read = new Property(name, type, fact, optional, words, expires, from);
        if (fact != null) {
            checkFact(read, form, fact, of);
        } else if (form == TypeForm.BUCKET || !of.isPresent()) {
            checkFilled(read, form);
        }
        return read;
    }

    private List<String> from(PropertyType type, TypeForm form, String name) {
        Value from = property.optional("from");
        if (type instanceof PropertyType.FreeText || type instanceof PropertyType.Hash) {
            from.error(
                    Rule.FROM,
                    "Only Overt's own client makes of a value what `type: " + form.word() + "` promises.",
                    "Remove `from`, or choose a closed type.");
        }
        return foreign.read(from, name);
    }

    private String name() {
        String name = key.word(Form.PROPERTY_NAME);
        if (RESERVED_NAMES.contains(name)) {
            key.error(
                    Rule.RESERVED,
                    Problems.quote(name) + " is recorded of every event anyway.",
                    "Choose another name.");
        }
        return name;
    }

    /** A duration is the command's where there is a command. */
    private @Nullable Fact measured(PropertyType.Bucket bucket) {
        return scope.trigger() == Trigger.COMMAND && bucket.of() == Quantity.DURATION ? Fact.DURATION : null;
    }

    private static @Nullable Fact fact(TypeForm form, Value of) {
        if (!of.isPresent()) {
            return null;
        }
        if (form.facts().isEmpty()) {
            of.error(Rule.FACT, "`type: " + Choice.word(form) + "` reports one thing only.", "Remove `of`.");
            return null;
        }
        return of.oneOf(Choice.among(Fact.values()));
    }

    private void checkFact(Property read, TypeForm form, Fact fact, Value of) {
        String word = "`" + fact.word() + "`";
        if (!form.facts().contains(fact)) {
            of.error(
                    Rule.FACT,
                    "`of: " + fact.word() + "` does not fit this type.",
                    "Write " + types(fact) + ", or another fact.");
        } else if (!scope.knows(fact)) {
            of.error(Rule.FACT, word + " is not known here.", mendUnknown(fact));
        } else if (fact == Fact.ERROR && !read.optional()) {
            of.error(Rule.FACT, "A command that succeeds has no error.", "Add `optional: true`.");
        } else if (fact == Fact.OUTCOME && !isOneOf(read.type(), Set.of("ok", "error"))) {
            of.error(Rule.FACT, "An outcome is `ok` or `error`.", "Write `values: [ok, error]`, without `otherwise`.");
        } else if (fact == Fact.INSTALLER && !isOneOf(read.type(), Set.of("shell", "powershell"))) {
            of.error(
                    Rule.FACT,
                    "An installer is `shell` or `powershell`.",
                    "Write `values: [shell, powershell]`, without `otherwise`.");
        }
    }

    private static String types(Fact fact) {
        return TypeForm.reporting(fact).stream()
                .map(form -> "`type: " + form.word() + "`")
                .collect(Collectors.joining(" or "));
    }

    private static String mendUnknown(Fact fact) {
        String triggers = Scope.triggersOf(fact);
        return fact.ofCommand()
                ? "Declare the property in the event with `trigger: command`, or remove `of`."
                : "Declare the property in an event with one of these triggers: " + triggers + "; or remove `of`.";
    }

    private static boolean isOneOf(PropertyType type, Set<String> words) {
        return type instanceof PropertyType.Enumeration set
                && set.otherwise() == null
                && Set.copyOf(set.values()).equals(words);
    }

    private void checkFilled(Property read, TypeForm form) {
        if (scope.hasCaller() || scope.fills(read.type())) {
            return;
        }
        String when = scope.common() ? "in every event." : "when this event is recorded by itself.";
        key.error(Rule.NOT_FILLED, "Nothing fills in " + key.path() + " " + when, mendUnfilled(form));
    }

    private String mendUnfilled(TypeForm form) {
        String facts = form.facts().stream()
                .filter(scope::knows)
                .map(fact -> "`of: " + fact.word() + "`")
                .collect(Collectors.joining(" or "));
        String elsewhere = "eclare it in an event without `trigger`.";
        return facts.isEmpty() ? "D" + elsewhere : "Write " + facts + ", or d" + elsewhere;
    }
}

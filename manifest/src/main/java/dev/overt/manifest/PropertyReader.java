package dev.overt.manifest;

import dev.overt.manifest.PropertyType.Quantity;
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

    private PropertyReader(Mapping.Entry entry, Scope scope) {
        this.key = entry.key();
        this.property = entry.value().mapping();
        this.scope = scope;
    }

    static Property read(Mapping.Entry entry, Scope scope) {
        return new PropertyReader(entry, scope).read();
    }

    private Property read() {
        String name = name();
        TypeForm form = property.required("type", "boolean").oneOf(Choice.among(TypeForm.values()));
        if (form == null) {
            return new Property(name, new PropertyType.Flag(), null, false);
        }
        PropertyType type = form.read(property);
        Value of = property.optional("of");
        Fact fact = type instanceof PropertyType.Bucket bucket ? measured(bucket) : fact(form, of);
        boolean optional = property.optional("optional").trueOrFalse(false);
        property.close();
        Property read = new Property(name, type, fact, optional);
        if (fact != null) {
            checkFact(read, fact, of);
        } else if (form == TypeForm.BUCKET || !of.isPresent()) {
            checkFilled(read, form);
        }
        if (fact != Fact.OUTCOME) {
            warnWithoutOtherwise(type);
        }
        return read;
    }

    private String name() {
        String name = key.word(Form.PROPERTY_NAME);
        if (RESERVED_NAMES.contains(name)) {
            key.error("reserved", Problems.quote(name) + " is recorded of every event anyway.", "Choose another name.");
        }
        return name;
    }

    /** A duration is the command's where there is a command. */
    private @Nullable Fact measured(PropertyType.Bucket bucket) {
        return scope == Scope.COMMAND && bucket.of() == Quantity.DURATION ? Fact.DURATION : null;
    }

    private static @Nullable Fact fact(TypeForm form, Value of) {
        if (!of.isPresent()) {
            return null;
        }
        if (form.facts().isEmpty()) {
            of.error("fact", "`type: " + Choice.word(form) + "` reports one thing only.", "Remove `of`.");
            return null;
        }
        return of.oneOf(Choice.among(Fact.values()));
    }

    private void checkFact(Property read, Fact fact, Value of) {
        TypeForm fitting = TypeForm.reporting(fact);
        String word = "`" + fact.word() + "`";
        if (!fitting.fits(read.type())) {
            of.error(
                    "fact",
                    "`of: " + fact.word() + "` does not fit this type.",
                    "Write `type: " + Choice.word(fitting) + "`, or another fact.");
        } else if (fact.ofCommand() && !scope.knowsCommand()) {
            of.error(
                    "fact",
                    word + " is known only in the event with `trigger: command`.",
                    "Declare the property there, or remove `of`.");
        } else if (fact == Fact.ERROR && !read.optional()) {
            of.error("fact", "A command that succeeds has no error.", "Add `optional: true`.");
        } else if (fact == Fact.OUTCOME && !isOutcome(read.type())) {
            of.error("fact", "An outcome is `ok` or `error`.", "Write `values: [ok, error]`, without `otherwise`.");
        }
    }

    private static boolean isOutcome(PropertyType type) {
        return type instanceof PropertyType.Enumeration set
                && set.otherwise() == null
                && Set.copyOf(set.values()).equals(Set.of("ok", "error"));
    }

    private void checkFilled(Property read, TypeForm form) {
        if (scope.hasCaller() || read.selfFilled()) {
            return;
        }
        String when = scope == Scope.COMMON ? "in every event." : "when the client records this event by itself.";
        key.error("not-filled", "Nothing fills in " + key.path() + " " + when, mendUnfilled(form));
    }

    private String mendUnfilled(TypeForm form) {
        String facts = form.facts().stream()
                .filter(fact -> scope.knowsCommand() || !fact.ofCommand())
                .map(fact -> "`of: " + fact.word() + "`")
                .collect(Collectors.joining(" or "));
        String elsewhere = "eclare it in an event without `trigger`.";
        return facts.isEmpty() ? "D" + elsewhere : "Write " + facts + ", or d" + elsewhere;
    }

    private void warnWithoutOtherwise(PropertyType type) {
        if (dropsOthers(type)) {
            key.warning(
                    "no-otherwise",
                    key.path() + " drops every value that is not listed.",
                    "Add `otherwise: other` to count them.");
        }
    }

    private static boolean dropsOthers(PropertyType type) {
        if (type instanceof PropertyType.Enumeration set) {
            return set.otherwise() == null;
        }
        if (type instanceof PropertyType.InstallMethod method) {
            return method.otherwise() == null;
        }
        return type instanceof PropertyType.ErrorClass error && error.otherwise() == null;
    }
}

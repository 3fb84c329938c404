package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a method that records an event.
 *
 * @param words the Java type of the words of a closed set; null for other types
 */
record Argument(
        Property property,
        String name,
        ArgumentForm form,
        @Nullable String words) {

    /** The argument of a property, with names that are free among {@code names} and {@code types}. */
    static Argument of(Event event, Property property, JavaNames names, JavaNames types) {
        String name = names.camel(property.name());
        String words = takesWords(property.type()) ? types.pascal(event.name() + "_" + property.name()) : null;
        ArgumentForm form =
                property.type().accept(new ArgumentForm.Of(Objects.requireNonNullElse(words, "without words")));
        return new Argument(property, name, form, words);
    }

    /** Whether a caller passes words of the closed set, and nothing that the client turns into one. */
    private static boolean takesWords(PropertyType type) {
        return type instanceof PropertyType.ClosedSet && !(type instanceof PropertyType.ErrorClass);
    }

    /** The Java type, as it is called in the class. */
    String type() {
        return property.optional() ? form.boxed() : form.type();
    }

    /** How many of a method's slots the argument takes. */
    int slots() {
        return type().equals("long") || type().equals("double") ? 2 : 1;
    }

    String parameter() {
        return type() + " " + name;
    }

    /** The {@code @param} line. */
    String tag() {
        String tag = "@param " + name + " {@code " + property.name() + "}" + form.meaning()
                + (property.optional() ? "; null where there is none" : "");
        return property.what() == null ? tag : tag + ". " + JavaText.javadoc(property.what());
    }

    /** The enum of the words of a closed set; nothing for other types. */
    void renderEnum(JavaSource source, Event event) {
        if (words == null || !(property.type() instanceof PropertyType.ClosedSet set)) {
            return;
        }
        List<String> constants = constants(set);
        source.blank();
        source.line(4, "/** What {@code " + property.name() + "} of {@code " + event.name() + "} can be. */");
        source.line(4, "public enum " + words + " {");
        for (int i = 0; i < constants.size(); i++) {
            source.line(8, constants.get(i) + (i == constants.size() - 1 ? ";" : ","));
        }
        source.blank();
        source.line(8, "private final String word;");
        source.blank();
        source.line(8, words + "(String word) {");
        source.line(12, "this.word = word;");
        source.line(8, "}");
        source.blank();
        source.line(8, "/** The word that is reported. */");
        source.line(8, "@Override");
        source.line(8, "public String toString() {");
        source.line(12, "return word;");
        source.line(8, "}");
        source.line(4, "}");
    }

    private static List<String> constants(PropertyType.ClosedSet set) {
        JavaNames names = new JavaNames();
        List<String> constants = new ArrayList<>();
        if (set.otherwise() != null) {
            constants.add(names.constant("other") + "(" + JavaText.literal(set.otherwise()) + ")");
        }
        set.values().forEach(value -> constants.add(names.constant(value) + "(" + JavaText.literal(value) + ")"));
        return constants;
    }
}

package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.PreferenceFile;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Variable;
import java.util.List;

/**
 * How much a Java class can hold. A class file has 65,535 constants at most, a method 65,535 bytes of code and 255
 * slots of parameters; a word of an array costs two constants and eight bytes.
 */
final class JavaLimits {
    private static final int MAX_SLOTS = 255;
    /** Each has a summary and perhaps a method, which cost about a dozen constants. */
    private static final int MAX_EVENTS = 1_000;
    /** Each may have an enum, which costs about five constants. */
    private static final int MAX_PROPERTIES = 8_000;
    /** So that the summary of an event is a constant, and its list of properties a method. */
    private static final int MAX_PROPERTIES_OF_EVENT = 500;

    private static final int MAX_WORDS_OF_EVENT = 25_000;
    /** In one method. */
    private static final int MAX_WORDS = 7_000;
    /** What the call that makes a property costs, in words. */
    private static final int WORDS_OF_CALL = 4;

    private JavaLimits() {}

    /** Whether one class can hold all that is declared. */
    static boolean fitOneClass(Manifest manifest, ToolPart tool) {
        return words(manifest, tool) + words(tool.properties()) <= MAX_WORDS;
    }

    /** @throws IllegalArgumentException if even a class for each event cannot hold what is declared */
    static void check(Manifest manifest, ToolPart tool) {
        check("The manifest", tool.events().size(), "events of the tool", MAX_EVENTS);
        check("The manifest", tool.properties().size(), "properties of the tool", MAX_PROPERTIES);
        check("The manifest", words(manifest, tool), "words in `consent` and `never`", MAX_WORDS);
        checkProperties("`common`", tool.common());
        tool.events().forEach(event -> checkProperties("`" + event.name() + "`", tool.properties(event)));
    }

    /** @throws IllegalArgumentException if the method has too many parameters */
    static void check(RecordMethod method) {
        String name = "`" + method.event().name() + "`";
        check(name, method.slots(), "slots of arguments (two for each number that is not optional)", MAX_SLOTS);
    }

    private static void checkProperties(String name, List<Property> properties) {
        check(name, properties.size(), "properties", MAX_PROPERTIES_OF_EVENT);
        check(name, words(properties), "words in its values", MAX_WORDS_OF_EVENT);
    }

    private static void check(String name, int count, String what, int max) {
        if (count > max) {
            throw new IllegalArgumentException(
                    name + " has " + count + " " + what + " and a Java class can hold " + max + "; declare fewer");
        }
    }

    private static int words(List<Property> properties) {
        return properties.stream()
                .mapToInt(property -> WORDS_OF_CALL + words(property.type()))
                .sum();
    }

    private static int words(PropertyType type) {
        if (type instanceof PropertyType.ClosedSet set) {
            return set.values().size();
        }
        return type instanceof PropertyType.Bucket bucket ? 2 * bucket.labels().size() : 0;
    }

    /** Those of the policy, of which a summary of each event is a part. */
    private static int words(Manifest manifest, ToolPart tool) {
        Consent consent = manifest.consent();
        int files = consent.files().stream().mapToInt(JavaLimits::words).sum();
        int variables =
                consent.environment().stream().mapToInt(JavaLimits::words).sum();
        return consent.quiet().size()
                + consent.statusIn().size()
                + manifest.never().size()
                + files
                + variables
                + 2 * tool.events().size();
    }

    private static int words(PreferenceFile file) {
        return WORDS_OF_CALL + file.on().size() + file.off().size();
    }

    private static int words(Variable variable) {
        int words = variable instanceof Variable.Switch turning
                ? turning.on().size() + turning.off().size()
                : 0;
        return WORDS_OF_CALL + words;
    }
}

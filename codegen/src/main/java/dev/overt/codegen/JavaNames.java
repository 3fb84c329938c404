package dev.overt.codegen;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * The names taken in one Java scope, and the making of new ones, of which no two differ in case alone: nested classes
 * become files, and not every file system tells them apart. Not thread-safe.
 */
final class JavaNames {
    /** In lower case. */
    private final Set<String> taken = new HashSet<>();

    /** A scope in which {@code reserved} are taken. */
    JavaNames(String... reserved) {
        for (String name : reserved) {
            taken.add(lower(name));
        }
    }

    /** A scope of methods, in which those of every object are taken, and {@code reserved}. */
    static JavaNames ofMethods(String... reserved) {
        JavaNames names = new JavaNames(reserved);
        for (Method method : Object.class.getDeclaredMethods()) {
            names.taken.add(lower(method.getName()));
        }
        return names;
    }

    /** {@code session_start} as a free {@code sessionStart}. */
    String camel(String words) {
        String pascal = pascalOf(words);
        return free(Character.toLowerCase(pascal.charAt(0)) + pascal.substring(1));
    }

    /** {@code session_start} as a free {@code SessionStart}. */
    String pascal(String words) {
        return free(pascalOf(words));
    }

    /** Any text as a free {@code SESSION_START}. */
    String constant(String text) {
        String name = text.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
        if (name.matches("_*")) {
            return free("VALUE");
        }
        return free(Character.isDigit(name.charAt(0)) ? "_" + name : name);
    }

    private String free(String name) {
        String free = SourceVersion.isKeyword(name) ? name + "_" : name;
        while (!taken.add(lower(free))) {
            free += "_";
        }
        return free;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String pascalOf(String words) {
        StringBuilder name = new StringBuilder();
        for (String word : words.split("_", -1)) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return name.toString();
    }
}

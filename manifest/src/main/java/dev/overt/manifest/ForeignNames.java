package dev.overt.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names by which the clients of others say what is declared side by side, read from {@code from:}. Each means one
 * declared thing, and none is the name of a declared thing itself.
 */
final class ForeignNames {
    private static final int MAX_NAMES = 20;

    /** Foreign name to the declared one. */
    private final Map<String, String> meant = new HashMap<>();
    /** Those of every event. */
    private final Map<String, String> common = new HashMap<>();

    private final List<Value> written = new ArrayList<>();

    /** @param common properties of every event, which are declared beside the others */
    ForeignNames(List<Property> common) {
        common.forEach(property -> property.from().forEach(name -> this.common.put(name, property.name())));
        meant.putAll(this.common);
    }

    /** Reads the names of what is declared as {@code declared}. */
    List<String> read(Value from, String declared) {
        if (!from.isPresent()) {
            return List.of();
        }
        List<String> names = from.words();
        if (from.items().isEmpty()) {
            from.error(Rule.EMPTY, from.path() + " lists nothing.", "List what other clients call it, or remove it.");
        } else if (names.size() > MAX_NAMES) {
            from.error(Rule.TOO_LONG, from.path() + " lists more than 20 names.", "Keep the ones that clients send.");
        }
        from.items().forEach(item -> claim(item, declared));
        return names;
    }

    private void claim(Value item, String declared) {
        written.add(item);
        String other = meant.putIfAbsent(item.word(), declared);
        if (other != null && !other.equals(declared)) {
            item.error(
                    Rule.DUPLICATE,
                    Problems.quote(item.word()) + " is taken as " + Problems.quote(other) + " already.",
                    "Remove one: a name means one thing.");
        }
    }

    /** Reports a property that is called as another of every event is called elsewhere. */
    void checkDeclared(Value key, String declared) {
        String other = common.get(declared);
        if (other != null) {
            key.error(
                    Rule.DUPLICATE,
                    Problems.quote(declared) + " is taken as " + Problems.quote(other) + ", a property of every event.",
                    "Choose another name, or remove it from `from` there.");
        }
    }

    /** Reports the foreign names that are among the {@code declared} ones. */
    void check(Collection<String> declared) {
        for (Value item : written) {
            if (declared.contains(item.word())) {
                item.error(
                        Rule.DUPLICATE,
                        Problems.quote(item.word()) + " is declared itself.",
                        "Remove it here: whoever sends a declared name means what is declared.");
            }
        }
    }
}

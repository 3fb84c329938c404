package dev.overt.manifest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The words by which a manifest names the constants of an enum: {@code INSTALL_ID} is {@code install-id}. */
final class Choice {
    private Choice() {}

    static <E extends Enum<E>> Map<String, E> among(E[] constants) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E constant : constants) {
            choices.put(word(constant), constant);
        }
        return choices;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

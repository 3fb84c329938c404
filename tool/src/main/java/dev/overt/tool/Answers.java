package dev.overt.tool;

import java.util.List;

/**
 * What {@code overt init} has to know of a product.
 *
 * @param contact an e-mail address or a web page
 * @param command what a person types to run it
 * @param consent {@code ask}, {@code notice} or {@code on}
 * @param collector a URL
 * @param surfaces where events come from: some of {@link #SURFACES}
 */
record Answers(
        String id,
        String name,
        String contact,
        String command,
        String consent,
        String collector,
        List<String> surfaces) {
    static final List<String> CONSENTS = List.of("ask", "notice", "on");
    static final List<String> SURFACES = List.of("tool", "installer", "container");

    boolean comesFrom(String surface) {
        return surfaces.contains(surface);
    }
}

package dev.overt.manifest;

import java.util.List;

/**
 * What the maintainers say of their telemetry as a whole. The program keeps none of it: a page shows it as their words.
 *
 * @param purpose why there is telemetry at all
 * @param separate what is not this telemetry, though one could think so
 * @param history what changed in which version
 * @param links where to read more: URLs, or paths in the product's repository
 */
public record Explanation(
        List<String> purpose, List<Statement> separate, List<Statement> history, List<Statement> links) {
    /** Makes the lists immutable. */
    public Explanation {
        purpose = List.copyOf(purpose);
        separate = List.copyOf(separate);
        history = List.copyOf(history);
        links = List.copyOf(links);
    }
}

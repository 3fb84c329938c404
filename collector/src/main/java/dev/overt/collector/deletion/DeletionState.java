package dev.overt.collector.deletion;

import dev.overt.collector.web.Answer;
import java.util.Map;
import java.util.UUID;

/**
 * What whoever holds the secret is told of a deletion.
 *
 * <pre>
 * {"deletion":UUID,"state":"pending"}
 * {"deletion":UUID,"receipt":see {@link Receipt},"state":"done"}
 * </pre>
 */
final class DeletionState {
    private DeletionState() {}

    static Answer pending(int status, UUID deletion) {
        return Answer.json(status, CanonicalJson.write(Map.of("deletion", deletion.toString(), "state", "pending")));
    }

    static Answer done(Receipt receipt) {
        return Answer.json(
                200,
                CanonicalJson.write(Map.of(
                        "deletion", receipt.deletion().toString(), "receipt", receipt.members(), "state", "done")));
    }
}

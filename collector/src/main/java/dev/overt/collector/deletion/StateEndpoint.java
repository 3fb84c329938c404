package dev.overt.collector.deletion;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.Sender;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * {@code GET /v1/deletions/ID}, with {@code Authorization: Bearer} and the secret: the state of a deletion, or its receipt. A
 * wrong secret and an id that is not known are answered alike.
 */
final class StateEndpoint implements Endpoint {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Intake intake;
    private final Deletions deletions;

    StateEndpoint(Intake intake, Deletions deletions) {
        this.intake = intake;
        this.deletions = deletions;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        String secret = BearerToken.of(request)
                .filter(sent -> Proof.SECRET.matcher(sent).matches())
                .orElseThrow(() -> new RefusedRequest(
                        401, "send Authorization: Bearer and the secret that the install id was made of"));
        intake.charge(Sender.of(request, DeletionPaths.PATH), 1);
        String path = request.getHttpURI().getCanonicalPath();
        String asked = path.substring(path.lastIndexOf('/') + 1);
        if (UUID_TEXT.matcher(asked).matches()) {
            UUID id = UUID.fromString(asked);
            Optional<Deletion> pending = deletions.pending(id);
            if (pending.isPresent() && Proof.isSubject(pending.get().subject(), secret, id)) {
                return DeletionState.pending(200, id);
            }
            Optional<Receipt> receipt = deletions.receipt(id);
            if (receipt.isPresent() && receipt.get().isOf(secret)) {
                return DeletionState.done(receipt.get());
            }
        }
        throw new RefusedRequest(404, "no deletion of this id was asked for with this secret");
    }
}

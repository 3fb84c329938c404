package dev.overt.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * What became of a deletion, as plain data:
 *
 *   state      done     the collector has deleted all that was sent under the install id, which is forgotten here
 *              pending  it has agreed to, and has not ended; the id is kept, so that it can be asked again
 *              failed   it was not asked or did not agree; the id is kept, so that it can be tried again
 *              nothing  there is no install id, so that nothing was sent under one
 *              no-id    events of this product carry no id, so that nobody can tell which to delete
 *   deletion   the deletion's id at the collector, where it is done or pending
 *   receipt    the file of the receipt, where it is done and the collector gave one
 *   problem    why it failed
 *   collector  which was asked, without the write key; absent where none is known
 */
/** The request that a collector delete what an installation has sent, which proves by its secret that it is that one. */
final class Deletion {
    private static final String PATH = "/v1/deletions";
    /** A UUID has so many characters. */
    private static final int MAX_ID_LENGTH = 36;

    private Deletion() {}

    /** Asks, and when it is done keeps the receipt and forgets the id; throws where either cannot be done. */
    static Map<String, Object> request(Policy policy, Installation installation, Surroundings surroundings)
            throws IOException {
        String id = installation.installId(installation.read());
        if (!policy.hasInstallId) {
            return Map.of("state", "no-id");
        }
        if (id == null) {
            return Map.of("state", "nothing");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        State proof = installation.proof();
        String answer = "";
        try {
            answer = ask(policy, proof, surroundings, members);
        } catch (IOException failure) {
            members.put("state", "failed");
            members.put("problem", String.valueOf(failure.getMessage()));
        }
        if (proof != null && "done".equals(members.get("state"))) {
            String receipt = keep(answer, proof, installation);
            if (receipt != null) {
                members.put("receipt", receipt);
            }
            installation.forget();
        }
        return members;
    }

    /**
     * Keeps the receipt with the secret by which it is known to be of this installation: once the id is forgotten,
     * that secret leads to nothing else. Null where the collector gave none.
     */
    private static @Nullable String keep(String answer, State proof, Installation installation) throws IOException {
        Map<String, String> members = JsonReader.members(answer);
        String receipt = members.get("receipt");
        if (receipt == null) {
            return null;
        }
        String id = String.valueOf(members.get("deletion")).replaceAll("[^0-9a-f-]", "");
        Path file = installation.receipt(id.substring(0, Math.min(id.length(), MAX_ID_LENGTH)));
        String secret = String.valueOf(proof.deleteSecret());
        installation.write(file, new Json().put("secret", secret).putJson("receipt", receipt) + "\n");
        return file.toString();
    }

    /** Returns the answer as it came. */
    private static String ask(
            Policy policy, @Nullable State proof, Surroundings surroundings, Map<String, Object> members)
            throws IOException {
        CollectorAddress address = CollectorAddress.of(policy, surroundings);
        if (address == null) {
            throw new IOException("no collector with a write key is known");
        }
        members.put("collector", address.url());
        if (proof == null || proof.installId() == null || proof.deleteSecret() == null) {
            throw new IOException("this install ID has no secret that proves whose it is");
        }
        Json request = new Json()
                .put("overt", 1)
                .put("product", policy.product)
                .put("install", proof.installId())
                .put("secret", proof.deleteSecret());
        String text = answer(address, request.toString(), surroundings.environment());
        Map<?, ?> answer = JsonReader.readObject(text);
        members.put("deletion", String.valueOf(answer.get("deletion")));
        members.put("state", String.valueOf(answer.get("state")));
        return text;
    }

    private static String answer(CollectorAddress address, String body, Map<String, String> environment)
            throws IOException {
        Post.Reply reply = Post.exchange(address, PATH, body, environment);
        if (reply.status() == 404 || reply.status() == 405) {
            throw new IOException(address.url() + " does not take requests for deletion");
        }
        if (reply.status() != 200 && reply.status() != 202) {
            throw new IOException(address.url() + " answered " + reply.status());
        }
        try {
            Map<?, ?> answer = JsonReader.readObject(reply.body());
            boolean known = "done".equals(answer.get("state")) || "pending".equals(answer.get("state"));
            if (known && answer.get("deletion") instanceof String) {
                return reply.body();
            }
        } catch (IllegalArgumentException notAnAnswer) {
            // Something else than a collector may answer 200, too.
        }
        throw new IOException("the answer of " + address.url() + " was not that of a collector");
    }
}

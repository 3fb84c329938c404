package dev.overt.collector.deletion;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/**
 * {@code GET /.well-known/overt-receipts.json}: the public key of receipts, and where their chain has come to, so that whoever
 * writes that down sees it if the chain is ever made again.
 *
 * <pre>
 * {"key":KEY_ID,"last":SHA-256 of the last receipt,"overt":1,"public_key":X.509 in Base64,"receipts":COUNT}
 * </pre>
 */
final class KeyEndpoint implements Endpoint {
    private final DeletionFolder folder;

    KeyEndpoint(DeletionFolder folder) {
        this.folder = folder;
    }

    @Override
    public Answer answer(Request request) {
        String publicKey = folder.keys().publicKey();
        return Answer.json(
                200,
                CanonicalJson.write(Map.of(
                        "overt",
                        1L,
                        "key",
                        Receipt.keyId(publicKey),
                        "public_key",
                        publicKey,
                        "receipts",
                        (long) folder.receipts().count(),
                        "last",
                        folder.receipts().lastHash())));
    }
}

package dev.overt.collector;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * {@code POST /admin/manifests}: registers a manifest, sent in its canonical form, and answers what became of it.
 *
 * <pre>
 * Authorization: Bearer ADMIN_TOKEN
 * {"overt":1,…}  →  see {@link RegistrationJson}
 * </pre>
 */
final class RegisterEndpoint implements Endpoint {
    private final List<String> adminTokens;
    private final Products products;

    RegisterEndpoint(List<String> adminTokens, Products products) {
        this.adminTokens = adminTokens;
        this.products = products;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        if (!BearerToken.of(request)
                .filter(token -> adminTokens.stream().anyMatch(known -> BearerToken.same(known, token)))
                .isPresent()) {
            throw new RefusedRequest(401, "send Authorization: Bearer and the admin token");
        }
        Reading reading = ManifestReader.readCanonical("the body", RequestBody.read(request));
        if (!(reading instanceof Reading.Accepted accepted)) {
            throw new RefusedRequest(
                    400, "the body is not the canonical form of a manifest, as overt canonical prints it");
        }
        try {
            Registration registration = products.register(accepted.manifest());
            return Answer.json(200, Json.write(json -> RegistrationJson.write(registration, json)));
        } catch (CollectorException e) {
            throw new RefusedRequest(409, String.valueOf(e.getMessage()));
        }
    }
}

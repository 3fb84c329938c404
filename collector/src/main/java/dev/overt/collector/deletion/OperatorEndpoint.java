package dev.overt.collector.deletion;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;

/**
 * {@code POST /admin/deletions}: a deletion that an operator asks for, by the install id alone; its receipt says so.
 *
 * <pre>
 * Authorization: Bearer ADMIN_TOKEN
 * {"product":"…","install":"…"}  →  {"answer":"pending ID"} or {"answer":"done ID"}
 * </pre>
 */
final class OperatorEndpoint implements Endpoint {
    private final List<String> adminTokens;
    private final Predicate<String> served;
    private final Deletions deletions;

    OperatorEndpoint(List<String> adminTokens, Predicate<String> served, Deletions deletions) {
        this.adminTokens = List.copyOf(adminTokens);
        this.served = served;
        this.deletions = deletions;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        if (!BearerToken.of(request)
                .filter(token -> adminTokens.stream().anyMatch(known -> BearerToken.same(known, token)))
                .isPresent()) {
            throw new RefusedRequest(401, "send Authorization: Bearer and the admin token");
        }
        try {
            Map<String, Object> body = CanonicalJson.read(RequestBody.read(request));
            if (body.get("product") instanceof String product && body.get("install") instanceof String install) {
                if (!served.test(product)) {
                    throw new RefusedRequest(404, "no product of this id is served here");
                }
                return Answer.json(
                        200, CanonicalJson.write(Map.of("answer", deletions.requestByOperator(product, install))));
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(400, String.valueOf(e.getMessage()));
        }
        throw new RefusedRequest(400, "the body must be {\"product\":\"…\",\"install\":\"…\"}");
    }
}

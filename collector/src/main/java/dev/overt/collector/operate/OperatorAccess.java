package dev.overt.collector.operate;

import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.LocalRequest;
import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * Who may read the metrics and what readiness rests on: whoever is on the collector's own machine, and not behind a
 * proxy there, or sends a token.
 *
 * @param tokens that of metrics and that of administration
 */
record OperatorAccess(List<String> tokens) {
    OperatorAccess {
        tokens = List.copyOf(tokens);
    }

    boolean allows(Request request) {
        return LocalRequest.is(request)
                || BearerToken.of(request)
                        .filter(sent -> tokens.stream().anyMatch(known -> BearerToken.same(known, sent)))
                        .isPresent();
    }
}

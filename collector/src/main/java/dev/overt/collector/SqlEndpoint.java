package dev.overt.collector;

import dev.overt.collector.dashboard.TableJson;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Loader;
import dev.overt.collector.store.StoreException;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * {@code POST /admin/sql}: one read-only statement over everything that was acknowledged before it was asked.
 *
 * <pre>
 * Authorization: Bearer ADMIN_TOKEN
 * {"sql":"select 1 as one"}  →  {"columns":["one"],"rows":[[1]]}
 * </pre>
 *
 * Where the store has not caught up with the log in 5 seconds the answer also holds {@code "behind":true}.
 */
final class SqlEndpoint implements Endpoint {
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final List<String> adminTokens;
    private final EventLog log;
    private final Loader loader;
    private final EventStore store;

    SqlEndpoint(List<String> adminTokens, EventLog log, Loader loader, EventStore store) {
        this.adminTokens = adminTokens;
        this.log = log;
        this.loader = loader;
        this.store = store;
    }

    @Override
    public Answer answer(Request request) throws IOException, InterruptedException {
        if (!BearerToken.of(request)
                .filter(token -> adminTokens.stream().anyMatch(known -> BearerToken.same(known, token)))
                .isPresent()) {
            throw new RefusedRequest(401, "send Authorization: Bearer and the admin token");
        }
        String sql = TableJson.statement(RequestBody.read(request));
        boolean behind = !loader.awaitOffset(log.endOffset(), MAX_WAIT);
        try {
            return Answer.json(200, TableJson.write(store.query(sql), behind));
        } catch (StoreException e) {
            throw new RefusedRequest(400, String.valueOf(e.getMessage()));
        }
    }
}

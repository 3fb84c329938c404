package dev.overt.collector.dashboard;

import dev.overt.collector.store.PublishedStore;
import dev.overt.collector.store.StoreException;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import java.io.IOException;
import org.eclipse.jetty.server.Request;

/** {@code POST /sql}: one read-only statement over what is published, and nothing else ({@link TableJson}). */
final class PublishedSqlEndpoint implements Endpoint {
    private final PublishedStore published;

    PublishedSqlEndpoint(PublishedStore published) {
        this.published = published;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        String sql = TableJson.statement(RequestBody.read(request));
        try {
            return Answer.json(200, TableJson.write(published.query(sql), false));
        } catch (StoreException e) {
            throw new RefusedRequest(400, String.valueOf(e.getMessage()));
        }
    }
}

package dev.overt.collector.web;

import java.io.IOException;
import org.eclipse.jetty.server.Request;

/** One thing that the collector answers over HTTP. Called by many threads at once; may block. */
public interface Endpoint {
    /**
     * Answers one request.
     *
     * @throws RefusedRequest if the request gets no more than an error
     * @throws IOException if the peer went away or sends too slowly
     */
    Answer answer(Request request) throws IOException, InterruptedException;
}

package dev.overt.collector.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The answer to what is no HTTP or comes too late: the status that the server chose, and nothing of the request. */
final class PlainErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String what = response.getStatus() == 503
                ? "the collector is stopping; send it again later"
                : "this is no request that can be read; send HTTP/1.1 with headers under 8 KiB";
        byte[] body = new RefusedRequest(response.getStatus(), what).answer().body();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        if (response.getStatus() == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}

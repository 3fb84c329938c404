package dev.overt.collector.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;

/** A path at which the clients of several protocols send: the body tells whose a request is. Filled before the start. */
final class SharedEndpoint implements Endpoint {
    private final List<Share> shares = new ArrayList<>();

    private record Share(Predicate<byte[]> own, Endpoint endpoint) {}

    void add(Predicate<byte[]> own, Endpoint endpoint) {
        shares.add(new Share(own, endpoint));
    }

    @Override
    public Answer answer(Request request) throws IOException, InterruptedException {
        byte[] body = RequestBody.remembered(request);
        for (Share share : shares) {
            if (share.own.test(body)) {
                return share.endpoint.answer(request);
            }
        }
        return shares.get(shares.size() - 1).endpoint.answer(request);
    }
}

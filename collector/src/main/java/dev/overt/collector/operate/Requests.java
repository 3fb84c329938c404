package dev.overt.collector.operate;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Request;

/**
 * Counts the requests of each protocol by their status. Nothing of a request becomes a label: the protocols are the
 * program's, and so are the statuses.
 */
public final class Requests {
    private static final int FAILED = 500;

    private final MeterRegistry meters;
    private final AtomicInteger inFlight = new AtomicInteger();

    public Requests(MeterRegistry meters) {
        this.meters = meters;
        meters.gauge("overt.requests.in.flight", inFlight);
    }

    /** The same endpoint, its requests counted as the protocol's. */
    public Endpoint counted(String protocol, Endpoint endpoint) {
        Timer duration = Histograms.of("overt.request", "How long a request takes to answer")
                .tag("protocol", protocol)
                .register(meters);
        Counter bytes = Counter.builder("overt.request.bytes")
                .description("Bytes of bodies as they came, compressed or not")
                .tag("protocol", protocol)
                .register(meters);
        return request -> {
            long start = System.nanoTime();
            inFlight.incrementAndGet();
            int status = FAILED;
            try {
                Answer answer = endpoint.answer(request);
                status = answer.status();
                return answer;
            } catch (RefusedRequest refused) {
                status = refused.status();
                throw refused;
            } catch (IOException e) {
                status = 503;
                throw e;
            } finally {
                inFlight.decrementAndGet();
                duration.record(Duration.ofNanos(System.nanoTime() - start));
                bytes.increment((double) Math.max(0, Request.getContentBytesRead(request)));
                meters.counter("overt.requests", "protocol", protocol, "status", Integer.toString(status))
                        .increment();
            }
        };
    }
}

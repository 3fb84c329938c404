package dev.overt.collector.insights;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/** {@code POST /v2/track} and {@code /v2.1/track}: Application Insights' unmodified clients. */
final class TrackEndpoint implements Endpoint {
    private static final int TOO_MUCH = 429;
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_SERVER_ERROR = 500;

    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    TrackEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        try {
            intake.checkFreeDisk();
            Track track = new Track(request, RequestBody.read(request), intake);
            return track.take(keys, clock.millis()).toAnswer();
        } catch (RefusedRequest refused) {
            if (refused.status() == TOO_MUCH || refused.status() >= FIRST_SERVER_ERROR) {
                return later(refused.status() == TOO_MUCH ? TOO_MUCH : UNAVAILABLE);
            }
            throw refused;
        } catch (IOException tooSlow) {
            return later(UNAVAILABLE);
        }
    }

    /**
     * The clients for Node.js throw a refused request away, whatever its status, if its answer is JSON that does not list
     * each envelope; with an empty answer they send all of it again. They do so after 503, but not after 507.
     */
    private static Answer later(int status) {
        return Answer.text(status, "text/plain", Map.of("Retry-After", "30"), "");
    }
}

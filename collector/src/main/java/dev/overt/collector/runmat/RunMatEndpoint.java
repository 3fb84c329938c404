package dev.overt.collector.runmat;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import dev.overt.collector.web.Sender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/telemetry}, {@code /ingest} and {@code /v1/t}. The installers send no key, the runtime sends one in a
 * header; neither reads the answer.
 */
final class RunMatEndpoint implements Endpoint {
    private static final String KEY_HEADER = "x-telemetry-key";
    private static final byte[] OK = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);

    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    RunMatEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        intake.checkFreeDisk();
        Enforcer enforcer = product(request.getHeaders().get(KEY_HEADER));
        IncomingEvent event = RunMatDecoder.decode(RequestBody.read(request))
                .orElseThrow(() -> new RefusedRequest(
                        400, "this is no event of RunMat's: it has none of event_label, eventLabel, cid, distinctId"));
        intake.take(Sender.of(request, enforcer.product()), enforcer, List.of(event), null, clock.millis());
        return Answer.json(200, OK);
    }

    private Enforcer product(@Nullable String key) {
        return key == null || key.isBlank()
                ? keys.withoutKey()
                        .orElseThrow(() -> new RefusedRequest(
                                401, "several products are served here; send x-telemetry-key with one's write key"))
                : keys.find(key.strip())
                        .orElseThrow(() -> new RefusedRequest(
                                401, "x-telemetry-key must be the write key of a product served here"));
    }
}

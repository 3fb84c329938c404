package dev.overt.collector.posthog;

import dev.overt.collector.enforce.IncomingEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a PostHog request says, for tests of what becomes of it. */
public final class PostHogEvents {
    private PostHogEvents() {}

    public static List<IncomingEvent> of(String body, long receivedAtMillis) {
        return PostHogDecoder.decode(body.getBytes(StandardCharsets.UTF_8), null, receivedAtMillis)
                .events();
    }
}

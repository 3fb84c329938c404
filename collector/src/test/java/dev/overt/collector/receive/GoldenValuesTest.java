package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.EveryType;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.posthog.PostHogEvents;
import dev.overt.manifest.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of each value in {@code protocol/golden/values.tsv}, whichever protocol it came by. */
final class GoldenValuesTest {
    private static final Path FILE = Path.of("../protocol/golden/values.tsv");
    private static final long NOW = 1_763_683_200_000L;

    /** @param kept as JSON, or empty for nothing */
    record Line(String type, String sent, String kept, String reason) {}

    static Stream<Line> lines() throws IOException {
        return Files.readAllLines(FILE).stream()
                .map(line -> line.split("\t", -1))
                .map(field -> new Line(field[0], field[1], field[2], field[3]));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void value_isKeptAsTheGoldenFileSays(Line line) {
        Enforcer enforcer = new Enforcer(EveryType.manifestWithMode(line.type()));
        for (IncomingEvent event : List.of(nativeEvent(line.sent()), postHogEvent(line.sent()))) {
            LogEntry.Accepted entry =
                    (LogEntry.Accepted) enforcer.enforce(event, NOW).entry();

            assertThat(json(entry.properties().get("mode"))).isEqualTo(line.kept());
            assertThat(reasons(entry)).isEqualTo(line.reason());
        }
    }

    private static String reasons(LogEntry.Accepted entry) {
        List<String> reasons = entry.drops().stream()
                .filter(drop -> drop.property().equals("mode"))
                .map(Drop::reason)
                .map(reason -> reason.code())
                .toList();
        return String.join(" ", reasons);
    }

    private static IncomingEvent nativeEvent(String sent) {
        String body = "{\"overt\":1,\"product\":\"every-type\",\"manifest\":\"sha256:" + "a".repeat(64)
                + "\",\"batch\":\"" + new UUID(1, 2) + "\",\"events\":[{\"id\":\"" + new UUID(3, 4)
                + "\",\"event\":\"batch_done\",\"properties\":{\"mode\":" + sent + "}}]}";
        return NativeDecoder.decode(body.getBytes(StandardCharsets.UTF_8))
                .events()
                .get(0);
    }

    private static IncomingEvent postHogEvent(String sent) {
        String body =
                "{\"api_key\":\"k\",\"batch\":[{\"event\":\"batch_done\",\"properties\":{\"mode\":" + sent + "}}]}";
        return PostHogEvents.of(body, NOW).get(0);
    }

    private static String json(@Nullable Object kept) {
        if (kept == null) {
            return "";
        }
        return JsonText.compact(kept instanceof Double number ? new BigDecimal(number.toString()) : kept);
    }
}

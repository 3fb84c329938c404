package dev.overt.collector.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.MutableClock;
import dev.overt.collector.configuration.Settings.LogFormat;
import dev.overt.collector.configuration.Settings.LogLevel;
import dev.overt.collector.web.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;

final class LoggingTest {
    private static final Logger OWN = Logger.getLogger("dev.overt.collector.store.Loader");
    private static final Logger LIBRARY = Logger.getLogger("org.eclipse.jetty.http.HttpParser");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final MutableClock clock = new MutableClock();

    @AfterEach
    void leaveTheJdkAsItWas() throws Exception {
        LogManager.getLogManager().readConfiguration();
    }

    @Test
    void json_isAnObjectOnALine_withAnExceptionOnTheSame() {
        configure(LogFormat.JSON, LogLevel.INFO);
        OWN.log(
                Level.SEVERE,
                "two\nlines \"quoted\"",
                new IllegalStateException("203.0.113.7", new Error("203.0.113.7")));

        assertThat(lines()).hasSize(1);
        Map<String, String> record = object(lines().get(0));
        assertThat(record)
                .containsEntry("level", "error")
                .containsEntry("logger", OWN.getName())
                .containsEntry("message", "two lines \"quoted\"")
                .containsOnlyKeys("time", "level", "logger", "message", "failure");
        assertThat(record.get("failure"))
                .startsWith("java.lang.IllegalStateException at dev.overt.collector.logging.LoggingTest.")
                .contains(", caused by java.lang.Error at ")
                .doesNotContain("203.0.113.7");
    }

    @Test
    void text_isALine() {
        configure(LogFormat.TEXT, LogLevel.INFO);
        OWN.log(Level.INFO, "stored again");

        assertThat(lines().get(0)).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ INFO Loader: stored again");
    }

    @Test
    void library_isNotQuoted_forItMayRepeatWhatWasSent() {
        configure(LogFormat.JSON, LogLevel.DEBUG);
        LIBRARY.log(Level.WARNING, "bad header from 203.0.113.7: X-Secret", new RuntimeException("203.0.113.7"));
        LIBRARY.log(Level.INFO, "started");

        assertThat(lines()).hasSize(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("HttpParser", "java.lang.RuntimeException at ")
                .doesNotContain("203.0.113.7", "X-Secret");
    }

    @Test
    void level_isTheLeastThatIsWritten() {
        configure(LogFormat.TEXT, LogLevel.WARN);
        OWN.info("no");
        OWN.warning("yes");
        configure(LogFormat.TEXT, LogLevel.DEBUG);
        OWN.fine("yes too");

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).endsWith("yes");
        assertThat(lines().get(1)).endsWith("DEBUG Loader: yes too");
    }

    @Test
    void repetition_isBounded_andTold() {
        configure(LogFormat.TEXT, LogLevel.INFO);
        for (int i = 0; i < 1_000; i++) {
            OWN.warning("again " + i);
        }
        OWN.severe("another");
        clock.advance(Duration.ofMinutes(1));
        OWN.warning("later");

        assertThat(lines()).hasSize(Repetition.MAX_A_MINUTE + 2);
        assertThat(lines().get(Repetition.MAX_A_MINUTE)).endsWith("another");
        assertThat(lines().get(Repetition.MAX_A_MINUTE + 1))
                .endsWith("later (990 more of this kind were left out before)");
    }

    private void configure(LogFormat format, LogLevel level) {
        Logging.configure(format, level, out, clock);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Map<String, String> object(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = Json.parser(line.getBytes(StandardCharsets.UTF_8))) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                fields.put(name, json.nextStringValue());
            }
        }
        return fields;
    }
}

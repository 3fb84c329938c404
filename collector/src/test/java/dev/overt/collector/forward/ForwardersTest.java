package dev.overt.collector.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.overt.collector.Collector;
import dev.overt.collector.CollectorException;
import dev.overt.collector.CollectorOptions;
import dev.overt.collector.Example;
import dev.overt.collector.Http;
import dev.overt.collector.Operation;
import dev.overt.collector.RunningCollector;
import dev.overt.collector.configuration.ConfiguredDestination;
import dev.overt.collector.forward.StandIn.Fault;
import dev.overt.collector.forward.StandIn.Taken;
import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Destinations of a product that is kept, within a collector. */
final class ForwardersTest {
    private static final String INSTALL = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path data;

    private StandIn posthog;
    private StandIn hook;

    @BeforeEach
    void open() throws IOException {
        posthog = new StandIn(new PostHogVendor(CLOCK));
        hook = new StandIn(new AnyHook());
    }

    @AfterEach
    void close() throws IOException {
        posthog.close();
        hook.close();
    }

    /** Takes everything, whatever is in it. */
    private static final class AnyHook implements StandIn.Vendor {
        @Override
        public StandIn.Answer take(StandIn.Request request) {
            List<Map<String, Object>> events = JsonTree.at(JsonTree.read(request.body()), "events");
            return new StandIn.Answer(
                    204,
                    "",
                    "",
                    events.stream()
                            .map(event -> new Taken(String.valueOf(event.get("install")), 0, event))
                            .toList());
        }
    }

    private Manifest manifest() {
        return Example.manifest(
                "initrunner",
                text -> text.replace("https://us.i.posthog.com", posthog.url().toString())
                        .replace(
                                "destinations:\n",
                                "destinations:\n  hook: {type: webhook, url: \"" + hook.url() + "\"}\n"));
    }

    private static ConfiguredDestination posthogOn() {
        return new ConfiguredDestination("posthog", Map.of(), Map.of("api-key", PostHogVendor.API_KEY), "file:1:1");
    }

    private static ConfiguredDestination hookOn(String... begin) {
        return new ConfiguredDestination(
                "hook",
                begin.length == 0 ? Map.of() : Map.of("begin", begin[0]),
                Map.of("signing-secret", "whsec_" + Base64.getEncoder().encodeToString(WebhookVendor.SECRET)),
                "file:2:2");
    }

    private Collector start(ConfiguredDestination... on) {
        return Collector.start(new CollectorOptions(
                "127.0.0.1",
                0,
                data,
                List.of(manifest()),
                Map.of(),
                null,
                Map.of("initrunner", List.of(on)),
                Operation.DEFAULT));
    }

    private static void upload(Collector collector, int events) {
        for (int i = 0; i < events; i++) {
            assertThat(new Http(collector)
                            .upload(Http.command(INSTALL, 0, "run", true))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private long stored() {
        return (long) RunningCollector.find(data)
                .orElseThrow()
                .query("select count(*) from initrunner.cli_command")
                .rows()
                .get(0)
                .get(0);
    }

    @Test
    void destinationThatIsDown_delaysNoOtherAndNotTheStore_andCatchesUp() throws Exception {
        posthog.hold();
        try (Collector collector = start(posthogOn(), hookOn())) {
            upload(collector, 20);
            hook.awaitTaken(20);
            posthog.awaitRequests(1);
            assertThat(hook.taken()).hasSize(20);
            assertThat(posthog.taken()).isEmpty();
            assertThat(stored()).isEqualTo(20);

            posthog.release();
            posthog.awaitTaken(20);
            assertThat(new Http(collector).get("/readyz").statusCode()).isEqualTo(200);
        }

        assertThat(posthog.brokenRules()).isEmpty();
        assertThat(posthog.taken()).hasSize(20);
    }

    @Test
    void readiness_tellsOfADestinationThatIsDown_andDoesNotFail() throws Exception {
        posthog.fail(Stream.generate(() -> Fault.SERVER_ERROR).limit(50).toArray(Fault[]::new));
        try (Collector collector = start(posthogOn())) {
            upload(collector, 1);
            posthog.awaitRequests(2);

            Http http = new Http(collector);
            assertThat(http.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(http.get("/readyz").body())
                    .contains(
                            "\"destination initrunner/posthog\":{\"ready\":true,\"detail\":\"waits: it answered 503; ");
            assertThat(http.get("/metrics").body())
                    .contains("overt_forward_failing{destination=\"posthog\",product=\"initrunner\"} 1.0")
                    .containsPattern("overt_forward_lag\\{destination=\"posthog\",product=\"initrunner\"} [1-9]")
                    .containsPattern(
                            "overt_forward_failures_total\\{destination=\"posthog\",product=\"initrunner\"} [1-9]");
        }
    }

    @Test
    void newDestination_beginsWithWhatComesFromNowOn_orWithAllThatTheLogHas() throws Exception {
        try (Collector collector = start()) {
            upload(collector, 3);
        }
        try (Collector collector = start(posthogOn(), hookOn("start"))) {
            hook.awaitTaken(3);
            upload(collector, 2);
            posthog.awaitTaken(2);
            hook.awaitTaken(5);
        }

        assertThat(posthog.taken()).hasSize(2);
        assertThat(hook.taken()).hasSize(5);
    }

    @Test
    void secrets_standInNoFileAndNoText() throws Exception {
        try (Collector collector = start(posthogOn(), hookOn())) {
            upload(collector, 1);
            hook.awaitTaken(1);
            posthog.awaitTaken(1);
        }

        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(file -> contains(file, PostHogVendor.API_KEY));
        }
        assertThat(posthogOn().toString()).doesNotContain(PostHogVendor.API_KEY);
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), UTF_8).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusedEvents_areShown_sentAgain_andThrownAway() throws Exception {
        StandIn.Vendor strict = new PostHogVendor(CLOCK);
        boolean[] refusing = {true};
        posthog.close();
        posthog = new StandIn(request -> refusing[0] ? new StandIn.Answer(400, "{}", List.of()) : strict.take(request));
        try (Collector collector = start(posthogOn())) {
            upload(collector, 2);
            RunningCollector running = RunningCollector.find(data).orElseThrow();
            awaitRow(running, "takes all", 2L);

            assertThat(running.refused("dead", "initrunner", "posthog").rows())
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row).contains("it answered 400", "cli_command"))
                    .allSatisfy(row -> assertThat(row.get(5).toString()).startsWith("{\"os\":\"Linux\""));
            assertThat(running.refused("drop", "initrunner", "posthog").rows()).hasToString("[[2]]");
            upload(collector, 1);
            awaitRow(running, "takes all", 1L);
            refusing[0] = false;
            assertThat(running.refused("replay", "initrunner", "posthog").rows())
                    .hasToString("[[1]]");
            posthog.awaitTaken(1);
            assertThat(running.refused("dead", "initrunner", "posthog").rows()).isEmpty();
            assertThatExceptionOfType(CollectorException.class)
                    .isThrownBy(() -> running.refused("dead", "initrunner", "elsewhere"))
                    .withMessageContaining("overt destination list");
        }
    }

    private static void awaitRow(RunningCollector collector, String state, long refused) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            List<?> row = collector.destinations().rows().get(0);
            if (row.get(2).equals(state) && row.get(8).equals(refused)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(collector.destinations().toString());
    }

    @Test
    void erase_isAnsweredAtOnce_forEachDestinationThatIsOnOrWas() throws Exception {
        FakeEventLog log = new FakeEventLog();
        Path folder = data.resolve("forward");
        Manifest manifest = manifest();
        try (Forwarders before = forwarders(folder, log, hookOn(), posthogOn())) {
            before.serve(List.of(manifest));
            posthog.hold();
            log.append(List.of(new LogEntry.Accepted(
                    new UUID(1, 1), "initrunner", "cli_command", INSTALL, 0, 0, Map.of(), List.of())));
            posthog.awaitRequests(1);

            assertThat(before.erase("initrunner", INSTALL))
                    .extracting(Erasure::destination, Erasure::state)
                    .containsExactlyInAnyOrder(
                            tuple("hook", Erasure.State.PENDING), tuple("posthog", Erasure.State.PENDING));
            assertThat(before.erase("other", INSTALL)).isEmpty();
            posthog.release();
        }
        assertThat(folder.resolve("initrunner/posthog/erasures.json")).content().contains(INSTALL);
        try (Forwarders after = forwarders(folder, log, posthogOn())) {
            after.serve(List.of(manifest));
            Erasure last = after.erase("initrunner", INSTALL).get(0);
            for (int i = 0; i < 600 && last.state() == Erasure.State.PENDING; i++) {
                Thread.sleep(50);
                last = after.erase("initrunner", INSTALL).get(0);
            }

            assertThat(last.detail()).startsWith("not possible; by hand");
            assertThat(after.erase("initrunner", INSTALL).get(1))
                    .isEqualTo(new Erasure(
                            "hook",
                            Erasure.State.IMPOSSIBLE,
                            "The destination had events once and is not on; turn it on, or delete there by hand."));
        }
    }

    private static Forwarders forwarders(Path folder, FakeEventLog log, ConfiguredDestination... on) {
        return new Forwarders(
                folder,
                log,
                Map.of("initrunner", List.of(on)),
                new SimpleMeterRegistry(),
                Duration.ofSeconds(5),
                DestinationContract.QUICK,
                CLOCK);
    }

    @Test
    void whatTheLogHasNoLonger_isCountedAndTold_andTheRestIsSent() throws Exception {
        FakeEventLog log = new FakeEventLog();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Path folder = data.resolve("forward");
        try (Forwarders before = forwarders(folder, log, hookOn())) {
            before.serve(List.of(manifest()));
        }
        for (int i = 0; i < 30; i++) {
            log.append(List.of(new LogEntry.Accepted(
                    new UUID(1, i), "initrunner", "cli_command", INSTALL, i, i, Map.of(), List.of())));
        }
        log.trim(20, 0, 0);
        try (Forwarders after = new Forwarders(
                folder,
                log,
                Map.of("initrunner", List.of(hookOn())),
                meters,
                Duration.ofSeconds(5),
                DestinationContract.QUICK,
                CLOCK)) {
            after.serve(List.of(manifest()));
            hook.awaitTaken(10);
        }

        assertThat(hook.taken()).hasSize(10);
        assertThat(meters.counter("overt.forward.lost.bytes", "product", "initrunner", "destination", "hook")
                        .count())
                .isEqualTo(20);
    }

    @Test
    void damagedPosition_losesNothing() throws Exception {
        FakeEventLog log = new FakeEventLog();
        Path folder = data.resolve("forward");
        log.append(List.of(new LogEntry.Accepted(
                new UUID(1, 1), "initrunner", "cli_command", INSTALL, 0, 0, Map.of(), List.of())));
        Files.createDirectories(folder.resolve("initrunner/hook"));
        Files.writeString(folder.resolve("initrunner/hook/position.json"), "{\"offs");
        try (Forwarders forwarders = forwarders(folder, log, hookOn())) {
            forwarders.serve(List.of(manifest()));
            hook.awaitTaken(1);
        }

        assertThat(hook.taken()).hasSize(1);
    }
}

package dev.overt.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.overt.collector.configuration.Configuration;
import dev.overt.collector.configuration.LimitSettings;
import dev.overt.collector.configuration.Setting;
import dev.overt.collector.configuration.Settings;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.web.Limits;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector as its operator sets and sees it. */
final class OperateTest {
    private static final String INSTALL = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";
    private static final String TOKEN = "token-of-an-operator";

    /** By setting: another value, and what of the options must become of it. */
    private static final Map<Setting<?>, Effect> EFFECTS = effects();

    private final MutableClock clock = new MutableClock();

    @TempDir
    private Path data;

    private record Effect(String value, Function<CollectorOptions, @Nullable Object> read, Object becomes) {}

    private static Map<Setting<?>, Effect> effects() {
        Map<Setting<?>, Effect> effects = new HashMap<>();
        effects.put(Settings.HOST, new Effect("10.0.0.1", CollectorOptions::host, "10.0.0.1"));
        effects.put(Settings.PORT, new Effect("1", CollectorOptions::port, 1));
        effects.put(Settings.DATA, new Effect("there", CollectorOptions::dataDirectory, Path.of("there")));
        effects.put(Settings.LOG_SEGMENT_BYTES, operation("2 MiB", Operation::segmentBytes, 2L << 20));
        effects.put(Settings.LOG_KEEP_BYTES, operation("3 MiB", Operation::keepLogBytes, 3L << 20));
        effects.put(Settings.STORE_MEMORY_BYTES, operation("2 GiB", Operation::storeMemoryBytes, 2L << 30));
        effects.put(LimitSettings.MIN_FREE_BYTES, limit("17", Limits::freeDiskBytes, 17L));
        effects.put(LimitSettings.CONNECTIONS, limit("18", Limits::connections, 18));
        effects.put(LimitSettings.ADDRESS_CONNECTIONS, limit("19", Limits::addressConnections, 19));
        effects.put(LimitSettings.HEADERS_MILLIS, limit("120", Limits::headersMillis, 120));
        effects.put(LimitSettings.BODY_MILLIS, limit("121", Limits::bodyMillis, 121));
        effects.put(LimitSettings.ANSWER_MILLIS, limit("122", Limits::answerMillis, 122));
        effects.put(LimitSettings.BODIES_BYTES, limit("21 MiB", Limits::bodyBytesInFlight, 21L << 20));
        effects.put(
                LimitSettings.ADDRESS_EVENTS,
                limit("23", limits -> limits.addressEvents().perSecond(), 23.0));
        effects.put(
                LimitSettings.ADDRESS_EVENTS_AT_ONCE,
                limit("24", limits -> limits.addressEvents().atOnce(), 24L));
        effects.put(
                LimitSettings.ADDRESS_BYTES,
                limit("25", limits -> limits.addressBytes().perSecond(), 25.0));
        effects.put(
                LimitSettings.ADDRESS_BYTES_AT_ONCE,
                limit("26", limits -> limits.addressBytes().atOnce(), 26L));
        effects.put(
                LimitSettings.KEY_EVENTS,
                limit("27", limits -> limits.keyEvents().perSecond(), 27.0));
        effects.put(
                LimitSettings.KEY_EVENTS_AT_ONCE,
                limit("28", limits -> limits.keyEvents().atOnce(), 28L));
        effects.put(
                LimitSettings.KEY_BYTES, limit("29", limits -> limits.keyBytes().perSecond(), 29.0));
        effects.put(
                LimitSettings.KEY_BYTES_AT_ONCE,
                limit("30", limits -> limits.keyBytes().atOnce(), 30L));
        effects.put(
                LimitSettings.QUARANTINED_EVENTS,
                limit("31", limits -> limits.quarantinedEvents().perSecond(), 31.0));
        effects.put(
                LimitSettings.QUARANTINED_EVENTS_AT_ONCE,
                limit("32", limits -> limits.quarantinedEvents().atOnce(), 32L));
        effects.put(LimitSettings.PROXIES, limit("10.0.0.9,::1", Limits::proxies, Set.of("10.0.0.9", "::1")));
        effects.put(Settings.ADMIN_TOKEN, operation(TOKEN, Operation::adminToken, TOKEN));
        effects.put(Settings.METRICS_TOKEN, operation(TOKEN, Operation::metricsToken, TOKEN));
        effects.put(Settings.SELF_TEST_SECONDS, operation("7", Operation::selfTestEvery, Duration.ofSeconds(7)));
        effects.put(Settings.PUBLICATION_SECONDS, operation("90", Operation::publishEvery, Duration.ofSeconds(90)));
        effects.put(Settings.STOP_SECONDS, operation("9", Operation::maxStop, Duration.ofSeconds(9)));
        effects.put(Settings.DELETION_SECONDS, operation("8", Operation::deletionEvery, Duration.ofSeconds(8)));
        effects.put(Settings.MIN_INSTALLATIONS, operation("5", Operation::minInstallations, 5));
        return effects;
    }

    private static Effect limit(String value, Function<Limits, @Nullable Object> read, Object becomes) {
        return operation(value, operation -> read.apply(operation.limits()), becomes);
    }

    private static Effect operation(String value, Function<Operation, @Nullable Object> read, Object becomes) {
        return new Effect(value, options -> read.apply(options.operation()), becomes);
    }

    @Test
    void settings_takeEffect_eachOfThem() throws IOException {
        Path token = Files.writeString(data.resolve("token"), TOKEN);
        Map<Setting<?>, Effect> effects = new HashMap<>(EFFECTS);
        effects.put(Settings.ADMIN_TOKEN_FILE, operation(token.toString(), Operation::adminToken, TOKEN));
        effects.put(Settings.METRICS_TOKEN_FILE, operation(token.toString(), Operation::metricsToken, TOKEN));
        for (Setting<?> setting : Settings.all()) {
            if (setting.key().startsWith("logging.")) {
                continue; // The command line's own: LoggingTest.
            }
            assertThat(effects).as("the effect of " + setting.key()).containsKey(setting);
            Effect effect = Objects.requireNonNull(effects.get(setting));
            CollectorOptions set = options(Map.of(setting.environmentName(), effect.value()));
            assertThat(effect.read().apply(set)).as(setting.key()).isEqualTo(effect.becomes());
            assertThat(effect.read().apply(options(Map.of()))).as(setting.key()).isNotEqualTo(effect.becomes());
        }
    }

    private static CollectorOptions options(Map<String, String> environment) {
        return CollectorOptions.of(Configuration.load(null, environment, Map.of(), List.of()), List.of());
    }

    @Test
    void settings_giveAProductItsKeys_andOneTheEventsWithoutAKey() throws IOException {
        Path file = Files.writeString(data.resolve("c.yaml"), """
                products:
                  - {manifest: a, keys: [phc_1]}
                  - {manifest: b, without-key: true}
                """);
        Configuration set = Configuration.load(file, Map.of(), Map.of(), List.of());
        CollectorOptions options = CollectorOptions.of(set, List.of(InitRunner.manifest(), EveryType.manifest()));

        assertThat(options.foreignKeys()).containsEntry("initrunner", List.of("phc_1"));
        assertThat(options.productWithoutKey()).isEqualTo("every-type");

        Files.writeString(file, "products: [{manifest: a, without-key: true}, {manifest: b, without-key: true}]");
        Configuration both = Configuration.load(file, Map.of(), Map.of(), List.of());
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> CollectorOptions.of(both, List.of(InitRunner.manifest(), EveryType.manifest())))
                .withMessageContaining("at the products initrunner and every-type. Leave it at one");
    }

    @Test
    void selfTest_arrivesThroughTheListener_andIsInNoFigure() {
        try (Collector collector = start(Map.of("OVERT_SELF_TEST_EVERY_SECONDS", "1"))) {
            Http http = new Http(collector);
            await(() -> metrics(http).contains("overt_self_test_seconds_count 2"));

            assertThat(metrics(http))
                    .contains(
                            "overt_requests_total{protocol=\"self-test\",status=\"200\"}", "overt_self_test_late 0.0");
            assertThat(http.get("/readyz").body())
                    .contains("\"self-test\":{\"ready\":true,\"detail\":\"arrived in time\"}");
            assertThat(http.get("/").body()).doesNotContain("overt-self-test", "self_test", "role=\"alert\"");
            assertThat(http.post(
                                    "/self-test/events",
                                    collector.products().get(0).writeKey(),
                                    "{}")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void readiness_saysWhy_whenTheStoreTakesNothing_andEveryPageWarns() throws IOException {
        breakLoader();
        try (Collector collector = start(Map.of())) {
            Http http = new Http(collector);
            assertThat(http.upload(Http.command(INSTALL, 0, "run", true)).statusCode())
                    .isEqualTo(200);
            await(() -> http.get("/readyz").statusCode() == 503);
            assertThat(http.get("/readyz").body())
                    .startsWith("{\"status\":\"not ready\"")
                    .contains("\"store\":{\"ready\":false,\"detail\":\"it takes nothing; it is ")
                    .contains("\"self-test\":{\"ready\":true,\"detail\":\"none has arrived yet\"}");
            assertThat(http.get("/").body()).doesNotContain("role=\"alert\"");

            clock.advance(Duration.ofSeconds(151));

            assertThat(http.get("/readyz").body()).contains("\"self-test\":{\"ready\":false");
            assertThat(http.get("/").body())
                    .contains("<p class=\"warning\" role=\"alert\">The collector sends itself an event every 60 s,");
            assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(metrics(http))
                    .contains("overt_self_test_late 1.0")
                    .doesNotContain("overt_store_lag_events 0.0")
                    .doesNotContain("overt_store_lag_seconds 0.0");
        }
    }

    /** An entry of a product that the store does not know stops the loader until that product is served. */
    private void breakLoader() throws IOException {
        try (SegmentLog log = SegmentLog.open(data.resolve("log"))) {
            log.append(List.of(
                    new LogEntry.Accepted(UUID.randomUUID(), "unknown", "event", null, 0, 0, Map.of(), List.of())));
        }
    }

    @Test
    void disk_belowItsHeadroom_isNotReady_andTakesNothing() {
        try (Collector collector = start(Map.of("OVERT_DISK_MIN_FREE_BYTES", Long.toString(1L << 49)))) {
            Http http = new Http(collector);

            assertThat(http.upload(Http.command(INSTALL, 0, "run", true)).statusCode())
                    .isEqualTo(507);
            assertThat(http.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(http.get("/readyz").body()).contains("\"disk\":{\"ready\":false", "Make room.");
        }
    }

    @Test
    void metrics_countEventsByWhatBecameOfThem_underLabelsThatNobodyElseChooses() {
        try (Collector collector = start(Map.of())) {
            Http http = new Http(collector);
            String event = Http.command(INSTALL, 0, "run", true);
            http.upload(event + "," + event, "User-Agent", "planted-agent");
            http.upload(Http.event("planted_event", INSTALL, 0, "\"planted_property\":1"));
            http.upload(Http.command(INSTALL, 0, "planted-command", true));
            http.post("/v1/events", "planted-key", "{}");
            http.get("/planted-path");

            assertThat(metrics(http))
                    .contains(
                            events("native", "accepted", "") + " 2.0",
                            events("native", "duplicate", "repeated_id") + " 1.0",
                            events("native", "quarantined", "undeclared_event") + " 1.0",
                            "overt_drops_total{product=\"initrunner\",reason=\"unknown_value\"} 1.0",
                            "overt_requests_total{protocol=\"native\",status=\"200\"} 3.0",
                            "overt_requests_total{protocol=\"native\",status=\"401\"} 1.0",
                            "overt_log_append_seconds_count",
                            "overt_log_force_seconds_count",
                            "overt_log_group_entries_count",
                            "overt_log_end_offset",
                            "overt_store_offset",
                            "overt_disk_free_bytes",
                            "overt_requests_in_flight",
                            "overt_build_info{java=",
                            "jvm_memory_used_bytes")
                    .doesNotContain("planted", "127.0.0.1");
        }
    }

    private static String events(String protocol, String outcome, String reason) {
        return "overt_events_total{outcome=\"" + outcome + "\",product=\"initrunner\",protocol=\"" + protocol
                + "\",reason=\"" + reason + "\"}";
    }

    @Test
    void detail_isForTheOwnMachineOrAToken() {
        try (Collector collector = start(Map.of("OVERT_METRICS_TOKEN", TOKEN, "OVERT_ADMIN_TOKEN", TOKEN + "-2"))) {
            Http http = new Http(collector);

            assertThat(fromElsewhere(http, "/metrics", "").statusCode()).isEqualTo(401);
            assertThat(fromElsewhere(http, "/metrics", "wrong").statusCode()).isEqualTo(401);
            assertThat(fromElsewhere(http, "/readyz", "wrong").body()).isEqualTo("{\"status\":\"ready\"}");
            assertThat(fromElsewhere(http, "/metrics", TOKEN).statusCode()).isEqualTo(200);
            assertThat(fromElsewhere(http, "/metrics", TOKEN + "-2").statusCode())
                    .isEqualTo(200);
            assertThat(fromElsewhere(http, "/readyz", TOKEN).body()).contains("\"parts\":{\"log\"");
            assertThat(http.post("/admin/sql", TOKEN, "{\"sql\":\"select 1\"}").statusCode())
                    .isEqualTo(401);
            assertThat(http.post("/admin/sql", TOKEN + "-2", "{\"sql\":\"select 1\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** A proxy on the collector's machine passes it on, and says so. */
    private static HttpResponse<String> fromElsewhere(Http http, String path, String token) {
        return http.send(
                http.request(path).header("X-Forwarded-For", "203.0.113.7").header("Authorization", "Bearer " + token));
    }

    @Test
    void storage_hasTheSizesThatAreSet() throws IOException {
        try (Collector collector =
                start(Map.of("OVERT_LOG_SEGMENT_BYTES", "1 MiB", "OVERT_STORE_MEMORY_BYTES", "200 MiB"))) {
            new Http(collector).upload(Http.command(INSTALL, 0, "run", true));

            try (var files = Files.list(data.resolve("log"))) {
                assertThat(files.toList())
                        .hasSize(1)
                        .first()
                        .satisfies(file -> assertThat(Files.size(file)).isEqualTo(1 << 20));
            }
            assertThat(RunningCollector.find(data)
                            .orElseThrow()
                            .query("select current_setting('memory_limit')")
                            .rows()
                            .get(0))
                    .containsExactly("200.0 MiB");
        }
    }

    @Test
    void start_isRefused_forTheProductOfTheSelfTest() {
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> Collector.start(new CollectorOptions(
                        "127.0.0.1",
                        0,
                        data,
                        List.of(EveryType.manifestWith("id: every-type", "id: overt-self-test")))))
                .withMessageContaining("is the collector's own");
    }

    private Collector start(Map<String, String> environment) {
        Configuration set = Configuration.load(
                null, environment, Map.of("--port", "0", "--data", data.toString()), List.of(Path.of("m")));
        CollectorOptions options = CollectorOptions.of(set, List.of(InitRunner.manifest()));
        return Collector.start(new CollectorOptions(
                options.host(),
                options.port(),
                options.dataDirectory(),
                options.manifests(),
                options.foreignKeys(),
                options.productWithoutKey(),
                options.operation().withClock(clock)));
    }

    private static String metrics(Http http) {
        HttpResponse<String> answer = http.get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}

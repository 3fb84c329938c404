package dev.overt.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.overt.collector.Registration.Outcome;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Products and their manifests, from one start to the next and while a collector runs. */
final class ProductsTest {
    private static final String MODE = "mode: {type: enum, values: [fast, slow]}";
    private static final String COVERS = "covers: 1";

    private static final Manifest FIRST = EveryType.manifest();
    /** Without the mode that is slow. */
    private static final Manifest NARROWER = EveryType.manifestWith(MODE, "mode: {type: enum, values: [fast]}");

    private static final Manifest WIDER =
            EveryType.manifestWith(MODE, "mode: {type: enum, values: [fast, slow, odd]}", COVERS, "covers: 2");
    private static final Manifest UNCOVERED =
            EveryType.manifestWith(MODE, "mode: {type: enum, values: [fast, slow, odd]}");
    private static final Manifest MORE = EveryType.manifestWith(
            MODE, MODE + "\n      later: {type: enum, values: [yes, no], from: [$later]}", COVERS, "covers: 2");

    @TempDir
    private Path data;

    @Test
    void upload_isEnforcedByTheManifestThatPostHogsClientsCannotName_theNewest() {
        try (Collector collector = start(FIRST)) {
            batch(collector, "slow");
            assertThat(Collector.register(data, NARROWER).outcome()).isEqualTo(Outcome.CHANGED);
            batch(collector, "slow");

            assertThat(modes()).containsExactly("[null]", "[slow]");
        }
    }

    @Test
    void upload_isEnforcedByTheManifestThatItNames_elseByTheNewest() {
        try (Collector collector = start(FIRST)) {
            Collector.register(data, NARROWER);
            upload(collector, FIRST.hash());
            assertThat(modes()).containsExactly("[slow]");

            upload(collector, NARROWER.hash());
            upload(collector, WIDER.hash());
            assertThat(modes()).containsExactly("[null]", "[null]", "[slow]");
        }
        try (Collector collector = start()) {
            upload(collector, FIRST.hash());
            assertThat(modes()).containsExactly("[null]", "[null]", "[slow]", "[slow]");
        }
    }

    private static void upload(Collector collector, String manifestHash) {
        String body = "{\"overt\":1,\"product\":\"every-type\",\"manifest\":\"" + manifestHash + "\",\"batch\":\""
                + UUID.randomUUID() + "\",\"events\":[{\"id\":\"" + UUID.randomUUID()
                + "\",\"event\":\"batch_done\",\"properties\":{\"mode\":\"slow\"}}]}";
        String key = collector.products().get(0).writeKey();
        assertThat(new Http(collector).post("/v1/events", key, body).statusCode())
                .isEqualTo(200);
    }

    @Test
    void register_addsAProduct_withoutARestart() {
        try (Collector collector = start(InitRunner.manifest())) {
            Http http = new Http(collector);
            Registration registration = Collector.register(data, FIRST);

            assertThat(registration.outcome()).isEqualTo(Outcome.ADDED);
            assertThat(registration.writeKey()).matches("wk_[0-9a-f]{32}");
            assertThat(registration.manifestHash()).isEqualTo(FIRST.hash());
            assertThat(http.get("/").body()).contains("Every type", "InitRunner");
            assertThat(http.get("/products/every-type").statusCode()).isEqualTo(200);
            batch(collector, "fast");
            assertThat(modes()).containsExactly("[fast]");
            assertThat(collector.products()).extracting(ServedProduct::id).containsExactly("initrunner", "every-type");
        }
    }

    @Test
    void register_addsColumns_andANarrowerManifestKeepsThem() {
        try (Collector collector = start(FIRST)) {
            Collector.register(data, MORE);
            batch(collector, "fast\",\"$later\":\"yes");
            assertThat(rows("select later from every_type.batch_done")).containsExactly("[yes]");

            Manifest without = EveryType.manifestWith(COVERS, "covers: 2");
            assertThat(Collector.register(data, without).outcome()).isEqualTo(Outcome.CHANGED);
            batch(collector, "fast\",\"$later\":\"yes");
            assertThat(rows("select later from every_type.batch_done")).containsExactlyInAnyOrder("[yes]", "[null]");
        }
    }

    @Test
    void register_refuses_whatNobodyAgreedTo() {
        try (Collector collector = start(FIRST)) {
            Registration refused = Collector.register(data, UNCOVERED);

            assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(refused.difference().widens()).isTrue();
            assertThat(refused.difference().changes())
                    .extracting("what")
                    .anyMatch(what -> what.toString().contains("takes `odd` too"));
            assertThat(collector.products().get(0).manifestHash()).isEqualTo(FIRST.hash());
            assertThat(Collector.register(data, WIDER).outcome()).isEqualTo(Outcome.CHANGED);
            assertThat(Collector.register(data, WIDER).outcome()).isEqualTo(Outcome.SAME);
        }
    }

    @Test
    void register_changesNothing_whereTheManifestCannotBeServed() {
        Manifest otherType = EveryType.manifestWith(MODE, "mode: {type: boolean}", COVERS, "covers: 2");
        Manifest forwarded = EveryType.manifestWith(
                "retention: {raw: 90d, rollups: forever}",
                "destinations: {hook: {type: webhook, url: \"https://hook.example.org\"}}\n"
                        + "retention: {raw: none, rollups: none}");
        try (Collector collector = start(FIRST)) {
            assertThatExceptionOfType(CollectorException.class)
                    .isThrownBy(() -> Collector.register(data, otherType))
                    .withMessageContaining("A column keeps its type");
            assertThatExceptionOfType(CollectorException.class)
                    .isThrownBy(() -> Collector.register(data, forwarded))
                    .withMessageContaining("none of its destinations is on");
            assertThat(collector.products())
                    .extracting(ServedProduct::manifestHash)
                    .containsExactly(FIRST.hash());
            batch(collector, "slow");
            assertThat(modes()).containsExactly("[slow]");
        }
    }

    @Test
    void register_wantsTheAdminToken_andACanonicalManifest() {
        try (Collector collector = start(FIRST)) {
            Http http = new Http(collector);
            String admin = Keys.read(data.resolve("keys.json")).admin();
            String writeKey = collector.products().get(0).writeKey();

            assertThat(http.post("/admin/manifests", writeKey, "{}").statusCode())
                    .isEqualTo(401);
            assertThat(http.post("/admin/manifests", admin, "{\"overt\":1}").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void start_servesWhatWasRegistered_alsoWithoutACollector() {
        assertThat(Collector.register(data, FIRST).outcome()).isEqualTo(Outcome.ADDED);
        Registration other = Collector.register(data, InitRunner.manifest());
        assertThat(Collector.register(data, UNCOVERED).outcome()).isEqualTo(Outcome.REFUSED);
        try (Collector collector = start()) {
            assertThat(collector.products())
                    .containsExactlyInAnyOrder(
                            new ServedProduct("initrunner", other.manifestHash(), other.writeKey(), null),
                            new ServedProduct(
                                    "every-type",
                                    FIRST.hash(),
                                    Keys.read(data.resolve("keys.json")).writeKey("every-type"),
                                    null));
        }
    }

    @Test
    void start_keepsTheNewestInForce_whenItIsGivenAnOlderFile() throws IOException {
        try (Collector collector = start(FIRST)) {
            Collector.register(data, NARROWER);
            assertThat(collector.products().get(0).manifestHash()).isEqualTo(NARROWER.hash());
        }
        try (Collector collector = start(FIRST)) {
            ServedProduct product = collector.products().get(0);
            assertThat(product.manifestHash()).isEqualTo(NARROWER.hash());
            assertThat(product.notice()).contains("an earlier one", "overt register");
            batch(collector, "slow");
            assertThat(modes()).containsExactly("[null]");
        }
        assertThat(Collector.register(data, FIRST).outcome()).isEqualTo(Outcome.REFUSED);
        try (var files = Files.list(data.resolve("manifests/every-type"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly(
                            "0001-" + FIRST.hash().substring(7) + ".json",
                            "0002-" + NARROWER.hash().substring(7) + ".json");
        }
    }

    @Test
    void register_makesAnEarlierManifestTheNewestAgain() {
        Manifest named = EveryType.manifestWith("name: Every type", "name: Each type");
        Collector.register(data, FIRST);
        Collector.register(data, named);
        assertThat(Collector.register(data, FIRST).outcome()).isEqualTo(Outcome.CHANGED);
        try (Collector collector = start(named)) {
            assertThat(collector.products())
                    .extracting(ServedProduct::manifestHash)
                    .containsExactly(FIRST.hash());
        }
    }

    @Test
    void start_warns_whenMoreIsCollectedThanPeopleAgreedTo() {
        start(FIRST).close();
        try (Collector collector = start(UNCOVERED)) {
            assertThat(collector.products().get(0).notice()).contains("consent.covers is not raised");
        }
        try (Collector collector = start(UNCOVERED)) {
            assertThat(collector.products().get(0).notice()).isNull();
        }
    }

    @Test
    void start_isRefused_whereAKeptManifestIsDamaged() throws IOException {
        start(FIRST).close();
        Path kept = data.resolve("manifests/every-type/0001-" + FIRST.hash().substring(7) + ".json");
        String text = Files.readString(kept);
        Files.writeString(kept, text.replace("\"slow\"", "\"slew\""));

        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> start(FIRST))
                .withMessageContaining(kept + " is damaged");
        Files.writeString(kept, text);
        Files.writeString(kept.resolveSibling("0002-x.json.new"), "{");
        start(FIRST).close();
    }

    @Test
    void start_takesTheKeysOfOtherClients_andRefusesWhatCannotBeMeant() {
        Map<String, List<String>> keys =
                Map.of("every-type", List.of("phc_Foreign", "3F2B0C5E-9a7d-4e1f-8b6c-2d1a0e9f8c7b"));
        try (Collector collector = Collector.start(options(keys, "every-type"))) {
            assertThat(batch(collector, "phc_Foreign", "fast")).isEqualTo(200);
            assertThat(batch(collector, "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b", "fast"))
                    .isEqualTo(200);
            assertThat(batch(collector, "phc_foreign", "fast")).isEqualTo(401);
        }
        assertRefused(Map.of("nobody", List.of("k")), null, "the product nobody, which is not served here");
        assertRefused(Map.of(), "nobody", "the product nobody, which is not served here");
        assertRefused(Map.of("every-type", List.of(" ")), null, "a key of the product every-type is empty");
        assertRefused(
                Map.of("every-type", List.of("secret-k"), "initrunner", List.of("secret-k")), null, "a key in common");
    }

    private void assertRefused(Map<String, List<String>> keys, @Nullable String withoutKey, String why) {
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> Collector.start(options(keys, withoutKey)))
                .withMessageContaining(why)
                .withMessageNotContaining("secret-k");
    }

    private CollectorOptions options(Map<String, List<String>> keys, @Nullable String withoutKey) {
        List<Manifest> manifests = List.of(FIRST, InitRunner.manifest());
        return new CollectorOptions("127.0.0.1", 0, data, manifests, keys, withoutKey);
    }

    /** Every request is answered, and each event is enforced by one manifest as a whole. */
    @Test
    void register_isSeenAsAWhole_byRequestsInFlight() throws InterruptedException {
        Manifest both = EveryType.manifestWith(
                "mode: {type: enum, values: [fast, slow]}",
                "mode: {type: enum, values: [fast]}",
                "retried: {type: boolean}",
                "again: {type: boolean}",
                COVERS,
                "covers: 2");
        try (Collector collector = start(FIRST)) {
            AtomicBoolean stop = new AtomicBoolean();
            Thread sender = new Thread(() -> {
                while (!stop.get()) {
                    batch(collector, "slow\",\"retried\":true,\"again\":true,\"x\":\"");
                }
            });
            sender.start();
            Collector.register(data, both);
            batch(collector, "slow\",\"retried\":true,\"again\":true,\"x\":\"");
            stop.set(true);
            sender.join();

            assertThat(rows("select distinct mode, retried, again from every_type.batch_done"))
                    .isSubsetOf("[slow, true, null]", "[null, null, true]")
                    .contains("[null, null, true]");
        }
    }

    private void batch(Collector collector, String mode) {
        String key = Keys.read(data.resolve("keys.json")).writeKey("every-type");
        assertThat(batch(collector, key, mode)).isEqualTo(200);
    }

    private static int batch(Collector collector, String key, String mode) {
        return new Http(collector)
                .post(
                        "/batch/",
                        "none",
                        "{\"api_key\":\"" + key + "\",\"batch\":[{\"event\":\"batch_done\",\"uuid\":\""
                                + UUID.randomUUID() + "\",\"properties\":{\"mode\":\"" + mode + "\"}}]}")
                .statusCode();
    }

    private List<String> modes() {
        return rows("select mode from every_type.batch_done order by mode nulls first");
    }

    private List<String> rows(String sql) {
        return RunningCollector.find(data).orElseThrow().query(sql).rows().stream()
                .map(Object::toString)
                .toList();
    }

    private Collector start(Manifest... manifests) {
        return Collector.start(new CollectorOptions("127.0.0.1", 0, data, List.of(manifests)));
    }
}

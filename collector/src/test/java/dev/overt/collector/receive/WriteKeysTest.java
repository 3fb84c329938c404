package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.EveryType;
import dev.overt.collector.InitRunner;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.Versions;
import dev.overt.manifest.Manifest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WriteKeysTest {
    private static final String GUID = "3F2B0C5E-9a7d-4e1f-8b6c-2d1a0e9f8c7b";

    private final Versions initrunner = Versions.of(new Enforcer(InitRunner.manifest()));
    private final Versions everyType = Versions.of(new Enforcer(EveryType.manifest()));

    @ParameterizedTest
    @CsvSource({
        "wk_a, initrunner",
        "phc_Ab, initrunner",
        "phc_ab,",
        "PHC_AB,",
        "phc_A,",
        "phc_Abc,",
        "'',",
        "3f2b0c5e-9a7d-4e1f-8b6c-2d1a0e9f8c7b, every-type",
        "3F2B0C5E9A7D4E1F8B6C2D1A0E9F8C7B, every-type",
        "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7, ",
        "3f2b0c5e9-a7d-4e1f-8b6c-2d1a0e9f8c7b,",
    })
    void find_comparesKeysExactly_butGuidsAsTheirClientsWriteThem(String sent, String product) {
        WriteKeys keys = new WriteKeys(Map.of("wk_a", initrunner, "phc_Ab", initrunner, GUID, everyType), null);

        assertThat(keys.find(sent).map(Enforcer::product).orElse(null)).isEqualTo(product);
    }

    @Test
    void find_takesTheManifestThatIsNamed_elseTheNewest() {
        Map<String, Manifest> manifests = new LinkedHashMap<>();
        manifests.put("sha256:1", InitRunner.manifest());
        manifests.put("sha256:2", InitRunner.manifest());
        Versions versions = Versions.of(manifests);
        WriteKeys keys = new WriteKeys(Map.of("wk_a", versions), null);

        assertThat(keys.find("wk_a", "sha256:1")).containsSame(versions.byHash().get("sha256:1"));
        assertThat(keys.find("wk_a", "sha256:2")).containsSame(versions.newest());
        assertThat(keys.find("wk_a", "sha256:3")).containsSame(versions.newest());
        assertThat(keys.find("wk_a", null)).containsSame(versions.newest());
        assertThat(keys.find("wk_b", "sha256:1")).isEmpty();
    }

    @Test
    void withoutKey_isTheOnlyProduct_orTheOneThatIsChosen() {
        WriteKeys keys = new WriteKeys(Map.of("wk_a", initrunner, "phc_a", initrunner), null);
        assertThat(keys.withoutKey()).containsSame(initrunner.newest().ofOthers());

        keys.replace(Map.of("wk_a", initrunner, "wk_b", everyType), null);
        assertThat(keys.withoutKey()).isEmpty();

        keys.replace(Map.of("wk_a", initrunner, "wk_b", everyType), everyType);
        assertThat(keys.withoutKey()).containsSame(everyType.newest().ofOthers());
        assertThat(new WriteKeys(Map.of(), null).withoutKey()).isEmpty();
    }
}

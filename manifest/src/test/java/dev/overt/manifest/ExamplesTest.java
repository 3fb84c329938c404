package dev.overt.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExamplesTest {
    private static Manifest example(String name) {
        Reading reading = ManifestReader.read(Path.of("../examples", name, "telemetry.yaml"));
        assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted) reading).manifest();
    }

    @ParameterizedTest
    @CsvSource({"initrunner, 3", "runmat, 3", "onecli, 2", "altimate, 28", "ktx, 3"})
    void read_accepts_everyExample(String name, int events) {
        assertThat(example(name).events()).hasSize(events);
    }

    @Test
    void properties_beginWithTheCommonOnes_thatTheEventCanHave() {
        Manifest initrunner = example("initrunner");
        assertThat(names(initrunner, "cli_first_run"))
                .containsExactly("os", "python_version", "initrunner_version", "install_method");
        assertThat(names(initrunner, "dashboard_page_view")).containsExactly("page");
        assertThat(names(example("onecli"), "update_complete"))
                .containsExactly("version", "arch", "old_version", "edition", "auth_mode");
    }

    private static List<String> names(Manifest manifest, String event) {
        return manifest.properties(manifest.event(event).orElseThrow()).stream()
                .map(Property::name)
                .toList();
    }

    @Test
    void surfaces_areThoseOfTheEvents() {
        assertThat(example("initrunner").surfaces()).containsExactly(Surface.TOOL, Surface.WEB);
        assertThat(example("runmat").surfaces()).containsExactly(Surface.INSTALLER);
        assertThat(example("onecli").surfaces()).containsExactly(Surface.CONTAINER);
    }
}

package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.manifest.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class AllowlistTest {
    static List<SamplePage> samples() {
        return SamplePage.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void render_namesEveryProperty_ofEveryEvent(SamplePage sample) {
        Manifest manifest = sample.manifest();
        JsonNode allowlist = UploadSchema.JSON.readTree(Allowlist.render(manifest));
        assertThat(allowlist.get("product").asString())
                .isEqualTo(manifest.product().id());
        assertThat(allowlist.get("manifest").asString()).isEqualTo(manifest.hash());
        assertThat(allowlist.get("events").size()).isEqualTo(manifest.events().size());
        manifest.events()
                .forEach(event -> assertThat(allowlist
                                .get("events")
                                .get(event.name())
                                .get("properties")
                                .propertyNames())
                        .containsExactlyElementsOf(manifest.properties(event).stream()
                                .map(property -> property.name())
                                .toList()));
    }

    @Test
    void render_givesTypesAndLimits_withoutWordsForPeople() {
        JsonNode event = UploadSchema.JSON
                .readTree(Allowlist.render(GoldenSource.of("alltypes").manifest()))
                .get("events")
                .get("type_passed")
                .get("properties");
        assertThat(event.get("word"))
                .hasToString(
                        "{\"optional\":false,\"otherwise\":\"other\",\"type\":\"enum\",\"values\":[\"one\",\"two\"]}");
        assertThat(event.get("whole"))
                .hasToString("{\"max\":1000000000000,\"min\":0,\"optional\":false,\"type\":\"integer\"}");
        assertThat(event.get("model")).hasToString("{\"max\":40,\"optional\":false,\"type\":\"name\"}");
        assertThat(event.get("message")).hasToString("{\"max\":200,\"optional\":false,\"type\":\"text\"}");
        assertThat(event.get("ci")).hasToString("{\"of\":\"ci\",\"optional\":false,\"type\":\"boolean\"}");
    }
}

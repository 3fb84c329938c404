package dev.overt.collector.dashboard;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Json;
import dev.overt.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;

/**
 * {@code GET /.well-known/telemetry.json}: which products report here, and where their pages are.
 *
 * <pre>
 * {"overt":1,"products":[{"id":"initrunner","name":"InitRunner","manifest":"sha256:…","page":"/p/initrunner"}]}
 * </pre>
 */
final class WellKnownEndpoint implements Endpoint {
    private final Supplier<List<Manifest>> manifests;

    WellKnownEndpoint(Supplier<List<Manifest>> manifests) {
        this.manifests = manifests;
    }

    @Override
    public Answer answer(Request request) {
        return Answer.json(200, Map.of("Cache-Control", "max-age=300"), Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("overt", 1);
            json.writeArrayPropertyStart("products");
            for (Manifest manifest : manifests.get()) {
                json.writeStartObject();
                json.writeStringProperty("id", manifest.product().id());
                json.writeStringProperty("name", manifest.product().name());
                json.writeStringProperty("contact", manifest.product().contact());
                json.writeStringProperty("manifest", manifest.hash());
                json.writeStringProperty("page", "/p/" + manifest.product().id());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }
}

package dev.overt.tool;

import dev.overt.collector.Collector;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Variable;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a started collector says of itself, for a person or, as one line of JSON, for a script:
 *
 * <pre>
 * {"address":"http://127.0.0.1:8417/","data":"…","products":[{"id":"…","manifest":"sha256:…","write_key":"…"}]}
 * </pre>
 */
record Announcement(URI address, Path data, List<Served> products) {
    /**
     * A product being served.
     *
     * @param collectorVariable the environment variable by which its tool is pointed elsewhere
     */
    record Served(String id, String manifestHash, String writeKey, Optional<String> collectorVariable) {}

    static Announcement of(Collector collector, List<Manifest> manifests, Path data) {
        List<Served> served = collector.products().stream()
                .map(product -> new Served(
                        product.id(),
                        product.manifestHash(),
                        product.writeKey(),
                        manifests.stream()
                                .filter(manifest -> manifest.product().id().equals(product.id()))
                                .findFirst()
                                .flatMap(Announcement::collectorVariable)))
                .toList();
        return new Announcement(collector.address(), data.toAbsolutePath().normalize(), served);
    }

    private static Optional<String> collectorVariable(Manifest manifest) {
        return manifest.consent().environment().stream()
                .filter(Variable.Collector.class::isInstance)
                .map(Variable::name)
                .findFirst();
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("address", address.toString());
            json.writeStringProperty("data", data.toString());
            json.writeArrayPropertyStart("products");
            for (Served product : products) {
                json.writeStartObject();
                json.writeStringProperty("id", product.id());
                json.writeStringProperty("manifest", product.manifestHash());
                json.writeStringProperty("write_key", product.writeKey());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    String text() {
        StringBuilder text = new StringBuilder("The collector listens on " + address + "\n");
        text.append("  data       ").append(data).append('\n');
        for (Served product : products) {
            text.append('\n').append(product.id()).append('\n');
            text.append("  manifest   ").append(product.manifestHash()).append('\n');
            text.append("  write key  ").append(product.writeKey()).append('\n');
            product.collectorVariable()
                    .ifPresent(variable -> text.append("  try it     export ")
                            .append(variable)
                            .append('=')
                            .append(addressWithKey(product))
                            .append('\n'));
        }
        return text.append("\nStop it with Ctrl-C.").toString();
    }

    private String addressWithKey(Served product) {
        return address.toString().replaceFirst("://", "://" + product.writeKey() + "@");
    }
}

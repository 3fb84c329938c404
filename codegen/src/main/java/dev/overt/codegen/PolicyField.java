package dev.overt.codegen;

import dev.overt.manifest.Delivery;
import dev.overt.manifest.Event;
import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Product;
import dev.overt.manifest.Property;
import java.util.List;
import java.util.stream.Collectors;

/** The field {@code POLICY}: consent, identity, delivery and all events, by the calls of the client's builder. */
record PolicyField(Manifest manifest, ToolPart tool, Declarations declarations) {

    void render(JavaSource source) {
        Product product = manifest.product();
        List<String> arguments = List.of(JavaText.literal(product.id()), JavaText.literal(product.name()), "MANIFEST");
        source.call(4, "private static final Policy POLICY = Policy.builder", arguments, "");
        source.call(12, ".command", List.of(JavaText.literal(product.command())), "");
        source.call(12, ".contact", List.of(JavaText.literal(product.contact())), "");
        new ConsentCalls(manifest.consent()).render(source);
        identity(source, manifest.identity());
        delivery(source, manifest.delivery());
        source.callPerLine(12, ".summary", summary());
        if (!manifest.never().isEmpty()) {
            source.call(12, ".never", JavaText.literals(manifest.never()), "");
        }
        declarations.renderCommon(source);
        source.call(12, ".events", List.copyOf(declarations.expressions().values()), "");
        source.line(12, ".build();");
    }

    private static void identity(JavaSource source, Identity identity) {
        switch (identity.kind()) {
            case INSTALL_ID -> {
                if (identity.file() != null) {
                    source.call(12, ".idFile", List.of(JavaText.literal(identity.file())), "");
                }
            }
            case PER_EVENT -> source.line(12, ".idPerEvent()");
            case NONE -> source.line(12, ".noId()");
        }
    }

    private static void delivery(JavaSource source, Delivery delivery) {
        String collector = JavaText.literal(delivery.collector().toString());
        String millis = JavaText.literal(delivery.every().toMillis());
        source.call(12, ".collector", List.of(collector, millis), "");
        if (delivery.mode() == Delivery.Mode.LIVE) {
            List<String> limits = List.of(
                    JavaText.literal(delivery.buffer()),
                    JavaText.literal(delivery.retries()),
                    JavaText.literal(delivery.exit().toMillis()));
            source.call(12, ".live", limits, "");
        }
    }

    /** One line for each event: its name, and what it says. */
    private List<String> summary() {
        return tool.events().stream()
                .map(event -> event.name() + ": " + properties(event))
                .toList();
    }

    private String properties(Event event) {
        List<Property> properties = tool.properties(event);
        return properties.isEmpty()
                ? "that it happened"
                : properties.stream().map(Property::name).collect(Collectors.joining(", "));
    }
}

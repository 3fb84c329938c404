package dev.overt.collector.dashboard;

import dev.overt.collector.store.PublishedStore;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.manifest.Manifest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;

/** {@code GET /products/ID/NAME.json} or {@code .csv}, filtered as the page is: the answer to one question. */
final class QuestionEndpoint implements Endpoint {
    private static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-store");

    private final Supplier<List<Manifest>> manifests;
    private final PublishedStore published;
    private final Clock clock;

    QuestionEndpoint(Supplier<List<Manifest>> manifests, PublishedStore published, Clock clock) {
        this.manifests = manifests;
        this.published = published;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        Manifest manifest = ProductEndpoint.manifest(manifests, ProductEndpoint.segment(request, 2));
        String file = ProductEndpoint.segment(request, 3);
        int dot = file.lastIndexOf('.');
        String form = dot < 0 ? "" : file.substring(dot + 1);
        Sheet sheet = new Questions(published, manifest, Filter.asked(request, clock))
                .ask(dot < 0 ? "" : file.substring(0, dot))
                .orElseThrow(QuestionEndpoint::unknown);
        return switch (form) {
            case "json" -> Answer.json(200, HEADERS, sheet.json());
            case "csv" -> new Answer(200, "text/csv; charset=utf-8; header=present", HEADERS, sheet.csvBytes());
            default -> throw unknown();
        };
    }

    private static RefusedRequest unknown() {
        return new RefusedRequest(404, "no such question; the product's page links to each as .json and .csv");
    }
}

package dev.overt.collector.deletion;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Routes;
import java.util.List;
import java.util.function.Predicate;

/** The paths by which deletions are asked for and asked about. */
public final class DeletionPaths {
    static final String PATH = "/v1/deletions";

    private final Deletions deletions;

    public DeletionPaths(Deletions deletions) {
        this.deletions = deletions;
    }

    /**
     * Adds the paths.
     *
     * @param served whether a product of an id is served
     */
    public void addTo(
            Routes routes, WriteKeys keys, Intake intake, List<String> adminTokens, Predicate<String> served) {
        routes.post(PATH, new DeletionEndpoint(keys, intake, deletions))
                .get(PATH + "/*", new StateEndpoint(intake, deletions))
                .get("/.well-known/overt-receipts.json", new KeyEndpoint(deletions.folder()))
                .post("/admin/deletions", new OperatorEndpoint(adminTokens, served, deletions));
    }
}

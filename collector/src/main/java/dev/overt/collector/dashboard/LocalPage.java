package dev.overt.collector.dashboard;

import dev.overt.collector.store.StoreException;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.LocalRequest;
import dev.overt.collector.web.RefusedRequest;
import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page that is shown only to a browser on the collector's own machine ({@link LocalRequest}), for there is no login.
 */
final class LocalPage implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPage.class);

    private final Endpoint page;

    LocalPage(Endpoint page) {
        this.page = page;
    }

    @Override
    public Answer answer(Request request) throws IOException, InterruptedException {
        if (!LocalRequest.is(request)) {
            return Page.message(
                    403,
                    "Only on this machine",
                    "This page has no login yet, so it is shown only to a browser on the collector's own machine, at"
                            + " http://127.0.0.1 or http://localhost. From elsewhere, reach it through an SSH tunnel.");
        }
        try {
            return page.answer(request);
        } catch (RefusedRequest refused) {
            return Page.message(refused.status(), "Nothing here", String.valueOf(refused.getMessage()));
        } catch (StoreException e) {
            LOG.error("a page cannot be shown: {}", e.getMessage());
            return Page.message(
                    503,
                    "The tables cannot be read",
                    "Events are still taken in and kept in the log; only showing them fails. The collector's own"
                            + " output says why. Reload this page once that is mended.");
        }
    }
}

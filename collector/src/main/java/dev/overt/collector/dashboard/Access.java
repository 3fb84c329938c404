package dev.overt.collector.dashboard;

import dev.overt.collector.store.StoreException;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.LocalRequest;
import dev.overt.collector.web.RefusedRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may see the figures: whoever is on the collector's own machine ({@link LocalRequest}), is logged in, or sends the
 * admin token.
 *
 * @param tokens any of which is the admin token
 */
record Access(Sessions sessions, List<String> tokens) {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    Access {
        tokens = List.copyOf(tokens);
    }

    /** What is seen by whoever may. */
    interface Shown {
        /**
         * The answer.
         *
         * @param session null where nobody had to log in
         */
        Answer answer(Request request, Sessions.@Nullable Session session) throws IOException, InterruptedException;
    }

    /** A page; whoever may not see it is led to the login. */
    Endpoint page(Shown page) {
        return request -> {
            Optional<Sessions.Session> session = session(request);
            if (session.isEmpty() && !isOperator(request)) {
                return Page.redirect("/login");
            }
            try {
                return rotated(request, session, page.answer(request, session.orElse(null)));
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
        };
    }

    /** What programs ask for; whoever may not is told so. */
    Endpoint data(Endpoint data) {
        return request -> {
            Optional<Sessions.Session> session = session(request);
            if (session.isEmpty() && !isOperator(request)) {
                throw new RefusedRequest(401, "log in, or send Authorization: Bearer and the admin token");
            }
            try {
                return rotated(request, session, data.answer(request));
            } catch (StoreException e) {
                LOG.error("an answer cannot be given: {}", e.getMessage());
                throw RefusedRequest.retryAfter(30, 503, "the tables cannot be read; the collector's output says why");
            }
        };
    }

    boolean isAdmin(String sent) {
        return tokens.stream().filter(token -> BearerToken.same(token, sent)).count() > 0;
    }

    private boolean isOperator(Request request) {
        return LocalRequest.is(request)
                || BearerToken.of(request).filter(this::isAdmin).isPresent();
    }

    private Optional<Sessions.Session> session(Request request) {
        return Cookies.find(request, Cookies.SESSION).flatMap(sessions::find);
    }

    private static Answer rotated(Request request, Optional<Sessions.Session> session, Answer answer) {
        @Nullable String fresh = session.map(Sessions.Session::freshId).orElse(null);
        if (fresh == null) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Set-Cookie", Cookies.set(request, Cookies.SESSION, fresh));
        return new Answer(answer.status(), answer.contentType(), headers, answer.body());
    }
}

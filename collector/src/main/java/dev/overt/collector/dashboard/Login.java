package dev.overt.collector.dashboard;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Limits;
import dev.overt.collector.web.Sender;
import dev.overt.collector.web.TokenBuckets;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * {@code /login} and {@code /logout}. The secret is the admin token, of which five may be tried at once and one every
 * twenty seconds from one address, and fifty and one a second from all. A form is sent with the token of its cookie.
 */
final class Login {
    private static final int TOO_MANY = 429;

    private final Access access;
    private final TokenBuckets attempts = new TokenBuckets(new Limits.Rate(0.05, 5));
    private final TokenBuckets allAttempts = new TokenBuckets(new Limits.Rate(1, 50));

    Login(Access access) {
        this.access = access;
    }

    /** The form. */
    Answer form(Request request) {
        return form(request, 200, null);
    }

    private Answer form(Request request, int status, @Nullable String problem) {
        String token = access.sessions().random();
        return Page.login(status, token, problem, Cookies.set(request, Cookies.FORM, token));
    }

    /** Takes the form. */
    Answer enter(Request request) throws IOException {
        Form form = Form.read(request);
        Optional<String> cookie = Cookies.find(request, Cookies.FORM);
        @Nullable String sent = form.get("form");
        if (sent == null || cookie.isEmpty() || !BearerToken.same(cookie.get(), sent)) {
            return form(request, 403, "This form was not the collector’s own, or too old. Try again here.");
        }
        long address = Sender.of(request, "login").address();
        if (attempts.takeUpTo(address, 1) == 0 || allAttempts.takeUpTo(0, 1) == 0) {
            return form(request, TOO_MANY, "Too many attempts. Wait a minute, then try again.");
        }
        @Nullable String token = form.get("token");
        if (token == null || !access.isAdmin(token.strip())) {
            return form(request, 403, "That is not the admin token. It stands in keys.json of the data folder.");
        }
        return Page.redirect(
                "/", Cookies.set(request, Cookies.SESSION, access.sessions().begin()));
    }

    /** Ends the session of which the form is. */
    Answer leave(Request request) throws IOException {
        Form form = Form.read(request);
        Optional<String> id = Cookies.find(request, Cookies.SESSION);
        if (id.isEmpty()) {
            return Page.redirect("/login");
        }
        if (access.sessions()
                .find(id.get())
                .filter(session -> session.accepts(form.get("form")))
                .isEmpty()) {
            return Page.message(403, "Not logged out", "This form was not the collector’s own. Go back and try again.");
        }
        access.sessions().end(id.get());
        return Page.redirect("/login", Cookies.remove(request, Cookies.SESSION));
    }
}

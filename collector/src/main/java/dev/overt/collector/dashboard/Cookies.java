package dev.overt.collector.dashboard;

import dev.overt.collector.web.LocalRequest;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/** The pages' own cookies: read by no script, sent to no other site, over TLS but on the collector's own machine. */
final class Cookies {
    static final String SESSION = "overt_session";
    static final String FORM = "overt_form";

    private Cookies() {}

    static Optional<String> find(Request request, String name) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    static String set(Request request, String name, String value) {
        return name + "=" + value + "; Path=/; HttpOnly; SameSite=Strict"
                + (LocalRequest.is(request) ? "" : "; Secure");
    }

    static String remove(Request request, String name) {
        return set(request, name, "") + "; Max-Age=0";
    }
}

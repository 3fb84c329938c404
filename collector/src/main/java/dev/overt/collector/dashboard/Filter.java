package dev.overt.collector.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a page is asked for: the last 4, 13 or 52 weeks, this one included, of all or of one version or system. Never of
 * both: what is published is split by one at a time.
 *
 * @param thisWeek Monday of the week that goes on, by UTC
 * @param version empty for all
 * @param os empty for all
 */
record Filter(int weeks, LocalDate thisWeek, String version, String os) {
    static final List<Integer> CHOICES = List.of(4, 13, 52);
    private static final int USUAL_WEEKS = 13;
    private static final int MAX_LENGTH = 60;

    static Filter usual(Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Filter(USUAL_WEEKS, today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), "", "");
    }

    /** What a request's parameters say; the usual for anything else. */
    static Filter asked(Request request, Clock clock) {
        Filter usual = usual(clock);
        String weeks = parameter(request, "weeks");
        String version = parameter(request, "version");
        return new Filter(
                CHOICES.stream()
                        .filter(choice -> choice.toString().equals(weeks))
                        .findFirst()
                        .orElse(USUAL_WEEKS),
                usual.thisWeek(),
                version,
                version.isEmpty() ? parameter(request, "os") : "");
    }

    /** A parameter; empty where there is none, or none that could be meant. */
    static String parameter(Request request, String name) {
        try {
            @Nullable String value = Request.extractQueryParameters(request).getValue(name);
            return value == null || value.length() > MAX_LENGTH ? "" : value;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return ""; // a query that cannot be decoded names nothing
        }
    }

    /** Monday of the first week. */
    LocalDate from() {
        return thisWeek.minusWeeks(weeks - 1L);
    }

    boolean splits() {
        return !version.isEmpty() || !os.isEmpty();
    }

    /** The query of a link to the same, for so many weeks. */
    String query(int otherWeeks) {
        String split = version.isEmpty() ? parameter("os", os) : parameter("version", version);
        return "?weeks=" + otherWeeks + split;
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

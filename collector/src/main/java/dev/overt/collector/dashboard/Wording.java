package dev.overt.collector.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** How the pages say numbers, times and reasons in English. */
final class Wording {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter FULL_DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Map<String, Reason> REASONS = Map.ofEntries(
            Map.entry(
                    "undeclared_event", new Reason("Event not declared", "Refused. Only its name and size were kept.")),
            Map.entry("undeclared_property", new Reason("Property not declared", "Removed before anything was kept.")),
            Map.entry(
                    "expired",
                    new Reason("After its last day", "Removed; of an event only its name and size were kept.")),
            Map.entry(
                    "invalid_value",
                    new Reason("Value of the wrong kind or out of bounds", "Removed; the event was kept.")),
            Map.entry(
                    "unknown_value",
                    new Reason(
                            "Value outside the closed list", "Kept as the list’s “otherwise”, never as it was sent.")),
            Map.entry("cut_value", new Reason("Text, list or count over its maximum", "Kept up to the maximum.")),
            Map.entry("missing_property", new Reason("Declared property missing", "The event was kept without it.")),
            Map.entry(
                    "clamped_time",
                    new Reason("Time not believable", "Moved to at most 30 days before or 10 minutes after receipt.")),
            Map.entry(
                    "client_metadata",
                    new Reason("Added by the client library itself", "Removed before anything was kept.")),
            Map.entry("invalid_event", new Reason("Not the shape of an event", "Refused. Only its size was kept.")),
            Map.entry(
                    "conflicting_id",
                    new Reason(
                            "Another event under an id that is taken", "Refused; the first one of the id was kept.")),
            Map.entry("too_large", new Reason("Event over 32 KiB", "Refused. Only its size was kept.")),
            Map.entry(
                    "deleted_installation",
                    new Reason("Event of an installation that was deleted", "Refused. Nothing of it was kept.")),
            Map.entry(
                    "late_event",
                    new Reason(
                            "Came after its day, week or month was closed",
                            "Kept until it expires, but in no count of that time.")));

    /** What another client sends beside its events. */
    private static final String NOT_AN_EVENT = "not_an_event";

    private static final Map<String, String> CLIENT_REASONS = Map.ofEntries(
            Map.entry("spool_full", "The spool on the user’s disk was full."),
            Map.entry("buffer_full", "More events waited in memory than are kept; the oldest went."),
            Map.entry("write_failed", "The spool on the user’s disk could not be written."),
            Map.entry("send_failed", "The event could not be sent, as often as it was tried."),
            Map.entry("too_old", "The events waited more than 30 days and many failed attempts."),
            Map.entry("too_large", "The event was over 32 KiB."),
            Map.entry("damaged", "The spool on the user’s disk was damaged."),
            Map.entry("refused", "A collector refused the upload."),
            Map.entry("invalid_event", "The tool recorded an event that its manifest does not declare."),
            Map.entry(
                    "invalid_value", "A value was of the wrong kind or out of bounds; the event was sent without it."),
            Map.entry("unknown_value", "A value was outside the closed list; the event was sent without it."),
            Map.entry("missing_property", "A declared property was missing; the event was sent without it."));

    /** @param what what was wrong, and what became of it */
    record Reason(String what, String became) {}

    private Wording() {}

    static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** {@code 1 event}, {@code 3 events}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String fullDay(LocalDate day) {
        return FULL_DAY.format(day);
    }

    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    static String ago(Instant moment, Instant now) {
        Duration ago = Duration.between(moment, now);
        if (ago.toMinutes() < 1) {
            return "just now";
        }
        if (ago.toHours() < 1) {
            return count(ago.toMinutes(), "minute") + " ago";
        }
        return ago.toDays() < 1 ? count(ago.toHours(), "hour") + " ago" : count(ago.toDays(), "day") + " ago";
    }

    static Reason reason(String code) {
        return REASONS.getOrDefault(code, new Reason(code, ""));
    }

    /** What a published drop says: a reason of the collector's, or after {@code client:} one of a client's. */
    static Reason dropped(String code) {
        if (code.equals("client")) {
            return new Reason("Never sent", "The client gave a reason that is not known here.");
        }
        return code.startsWith("client:") ? clientReason(code.substring("client:".length())) : reason(code);
    }

    static Reason clientReason(String code) {
        if (code.equals(NOT_AN_EVENT)) {
            return new Reason(
                    "Not an event", "The client library sent a metric, a trace or the like: nothing was kept.");
        }
        String known = code.startsWith("refused_") ? "refused" : code;
        return new Reason("Never sent: " + code, CLIENT_REASONS.getOrDefault(known, "The client gave this reason."));
    }
}

package dev.overt.manifest;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What changes of where events go, and for how long they stay, mean. */
final class DeliveryChanges {
    private DeliveryChanges() {}

    /** The spool is on disk, and memory is sent before a person can think better of it; a request alone keeps nothing. */
    static Change mode(Step step) {
        String modes = "Events leave by " + Step.quote(step.now()) + " instead of " + Step.quote(step.old());
        return switch (String.valueOf(step.now())) {
            case "post" -> step.neutral(modes + ": nothing waits on the machine.");
            case "spool" -> step.widens(modes + ": they wait on disk.");
            default -> step.widens(modes + ": they leave before a person can still refuse them.");
        };
    }

    /** The write key alone leads nobody else to the events. */
    static Change collector(Step step) {
        URI old = URI.create(String.valueOf(step.old()));
        URI now = URI.create(String.valueOf(step.now()));
        if (!place(old).equals(place(now))) {
            return step.widens(
                    "Events go to " + Step.quote(place(now)) + " instead of " + Step.quote(place(old)) + ".");
        }
        if (Objects.equals(old.getScheme(), now.getScheme())) {
            return step.neutral("The write key for " + Step.quote(place(now)) + " is another.");
        }
        return now.getScheme().equals("https")
                ? step.narrows("Events are encrypted on their way to " + Step.quote(place(now)) + ".")
                : step.widens("Events are not encrypted any more on their way to " + Step.quote(place(now)) + ".");
    }

    static List<Change> destination(Step step) {
        if (step.isRemoved()) {
            return List.of(step.narrows("Events are not forwarded to " + step.subject() + " any more."));
        }
        return step.isAdded()
                ? List.of(step.widens("Events are forwarded to " + step.subject() + ", at "
                        + Step.quote(step.nowMap().get("url")) + "."))
                : Classification.deeper(step.children());
    }

    static Change retention(Step step, String kept) {
        String what = kept + " kept " + period(step.now()) + " instead of " + period(step.old()) + ".";
        return days(step.now()) < days(step.old()) ? step.narrows(what) : step.widens(what);
    }

    private static String place(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getHost() + port + Objects.requireNonNullElse(uri.getRawPath(), "");
    }

    private static String period(@Nullable Object written) {
        return switch (String.valueOf(written)) {
            case "none" -> "not at all";
            case "forever" -> "for ever";
            default -> days(written) == 1 ? "1 day" : days(written) + " days";
        };
    }

    private static int days(@Nullable Object written) {
        String period = String.valueOf(written);
        return switch (period) {
            case "none" -> 0;
            case "forever" -> Integer.MAX_VALUE;
            default -> Integer.parseInt(period.substring(0, period.length() - 1));
        };
    }
}

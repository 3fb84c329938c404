package dev.overt.manifest;

import java.net.URI;

/** Checks what is promised of the data as a whole: what is never sent, over which network, and how long it is kept. */
final class PromiseLint {
    private static final int MAX_RAW_DAYS = 395;

    private final Manifest manifest;
    private final Findings findings;

    PromiseLint(Manifest manifest, Findings findings) {
        this.manifest = manifest;
        this.findings = findings;
    }

    void check() {
        if (manifest.never().isEmpty()) {
            findings.add(
                    Rule.NO_NEVER,
                    "never",
                    "Nothing is promised never to be sent.",
                    "Add `never:`, for example `never: [File paths, command arguments, hostnames]`.");
        }
        checkAddress("delivery.collector", manifest.delivery().collector());
        manifest.destinations()
                .forEach(destination -> checkAddress("destinations." + destination.id() + ".url", destination.url()));
        if (manifest.retention().raw() instanceof Retention.Period.Days kept && kept.days() > MAX_RAW_DAYS) {
            findings.add(
                    Rule.LONG_RETENTION,
                    "retention.raw",
                    "Events are kept for " + kept.days() + " days.",
                    "Write at most `395d`; counts answer older questions.");
        }
    }

    private void checkAddress(String path, URI address) {
        if ("http".equals(address.getScheme()) && !isLoopback(address.getHost())) {
            findings.add(Rule.PLAIN_HTTP, path, "Whoever is on the way can read what is sent.", "Write `https://`.");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}

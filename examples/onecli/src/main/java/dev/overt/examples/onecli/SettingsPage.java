package dev.overt.examples.onecli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Settings → General: plain HTML, which needs no script and loads nothing. */
final class SettingsPage {
    /** Nothing but its own style, and its form to its own server. */
    static final String POLICY;

    private static final String PAGE = read("settings.html").replace("{style}", read("settings.css"));

    static {
        POLICY = "default-src 'none'; style-src '" + hash(read("settings.css"))
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private SettingsPage() {}

    /** @param failed whether what was chosen could not be kept */
    static String render(TelemetrySwitch telemetry, boolean failed) {
        boolean on = telemetry.isOn();
        return PAGE.replace("{state}", on ? "On" : "Off")
                .replace("{checked}", Boolean.toString(on))
                .replace("{other}", on ? "off" : "on")
                .replace("{disabled}", telemetry.isLocked() ? " disabled" : "")
                .replace("{note}", note(telemetry, failed));
    }

    private static String note(TelemetrySwitch telemetry, boolean failed) {
        if (telemetry.isLocked()) {
            return "<p id=\"note\" role=\"note\">Telemetry is disabled by the <code>DO_NOT_TRACK</code> environment variable"
                    + " and cannot be changed here.</p>";
        }
        if (failed) {
            return "<p id=\"note\" role=\"alert\">Your choice could not be kept: the data volume cannot be written. Set"
                    + " <code>DO_NOT_TRACK=1</code> in the container's environment instead.</p>";
        }
        return telemetry.isUnclear()
                ? "<p id=\"note\" role=\"note\">The preference file cannot be understood, so telemetry is off.</p>"
                : "<p id=\"note\">A change holds from the next start of the container.</p>";
    }

    private static String read(String name) {
        try (InputStream file = SettingsPage.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String css) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.overt.collector;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A manifest with every type of property, and variants of it. */
public final class EveryType {
    private EveryType() {}

    public static Manifest manifest() {
        return read(text());
    }

    /** The manifest with other text: a part of it and what stands in its place, in turn. */
    public static Manifest manifestWith(String... replacements) {
        String text = text();
        for (int i = 0; i < replacements.length; i += 2) {
            if (!text.contains(replacements[i])) {
                throw new AssertionError("the manifest does not contain " + replacements[i]);
            }
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return read(text);
    }

    /** The manifest whose event {@code batch_done} has a property {@code mode} of a type in YAML's flow style. */
    public static Manifest manifestWithMode(String type) {
        return manifestWith("mode: {type: enum, values: [fast, slow]}", "mode: " + type);
    }

    /** A type in YAML's flow style, such as <code>{type: boolean}</code>. */
    public static PropertyType type(String declaration) {
        return manifestWithMode(declaration).event("batch_done").orElseThrow().properties().stream()
                .filter(property -> property.name().equals("mode"))
                .map(Property::type)
                .findFirst()
                .orElseThrow();
    }

    /** A product that reports from its pages only. */
    public static Manifest manifestWithoutTool() {
        String text = text();
        int tool = text.indexOf("  command_run:");
        int page = text.indexOf("  page_opened:");
        return read((text.substring(0, tool) + text.substring(page))
                .replaceFirst("(?s)common:.*events:", "events:")
                .replaceFirst("  state: .*\n", "")
                .replaceFirst("mode: spool, every: 1h", "mode: post"));
    }

    private static Manifest read(String text) {
        Reading reading = ManifestReader.read("telemetry.yaml", text.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted accepted) {
            return accepted.manifest();
        }
        throw new AssertionError(((Reading.Refused) reading).problems());
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(EveryType.class.getResourceAsStream("/every-type.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

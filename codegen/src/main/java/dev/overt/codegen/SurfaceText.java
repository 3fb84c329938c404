package dev.overt.codegen;

import dev.overt.manifest.Surface;
import java.util.Locale;

/** What people call the places that events come from. */
final class SurfaceText {
    private SurfaceText() {}

    static String title(Surface surface) {
        return switch (surface) {
            case TOOL -> "The tool";
            case INSTALLER -> "The installer";
            case CONTAINER -> "The container";
            case WEB -> "Web pages";
        };
    }

    /** Within a sentence. */
    static String name(Surface surface) {
        return surface == Surface.WEB ? "web pages" : "the " + surface.name().toLowerCase(Locale.ROOT);
    }
}

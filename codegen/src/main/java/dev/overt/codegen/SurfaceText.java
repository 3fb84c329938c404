package dev.overt.codegen;

import dev.overt.manifest.Surface;

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

    /** To follow "event". */
    static String origin(Surface surface) {
        return switch (surface) {
            case TOOL -> "of the tool";
            case INSTALLER -> "of the installer";
            case CONTAINER -> "of the container";
            case WEB -> "of web pages";
        };
    }
}

package dev.overt.client;

import java.nio.file.Files;
import java.nio.file.Path;

/** How the product was installed, as far as its place tells. */
final class InstallMethod {
    /** Where an installer of this name puts things. */
    private static final String[][] PLACES = {
        {"pipx", "/pipx/"},
        {"uv", "/uv/"},
        {"pip", "/site-packages/"},
        {"npm", "/node_modules/"},
        {"homebrew", "/Cellar/"},
        {"brew", "/Cellar/"},
        {"sdkman", "/.sdkman/"},
        {"snap", "/snap/"},
        {"scoop", "\\scoop\\"},
    };

    private InstallMethod() {}

    /** Of the declared methods, the one whose traces are found; none of what is found is ever sent. */
    static String of(Property property, String places) {
        if (property.declares("docker") && Files.exists(Path.of("/.dockerenv"))) {
            return "docker";
        }
        for (String[] each : PLACES) {
            if (places.contains(each[1]) && property.declares(each[0])) {
                return each[0];
            }
        }
        return "";
    }
}

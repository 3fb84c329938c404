package dev.overt.collector.configuration;

import org.jspecify.annotations.Nullable;

/** The page of all settings, made from their table. */
public final class SettingsPage {
    private static final String HEAD = """
            # Settings of the collector

            `overt serve --config overt-collector.yaml` reads a file; variables of the environment go over it, and options
            of the command line over both. Whatever cannot be is refused at the start, with its place and how to mend it:
            a setting or a variable beginning with `OVERT_` that is not known, too. A relative path in the file counts
            from the file's folder. Bytes may be written as `64 MiB`. A change takes a restart.

            A key with dots is a mapping for each part before a dot:

            ```yaml
            listen:
              port: 8417
            data: /var/lib/overt
            products:
              - manifest: telemetry.yaml
                keys: [phc_abc]       # further write keys, such as clients of others carry
                without-key: true     # senders that name no product, such as installers, are its own
            metrics:
              token-file: /run/secrets/overt-metrics
            ```

            `products` stands in the file, or as `OVERT_PRODUCTS`, paths of manifests with commas between; manifests on the
            command line take its place. `OVERT_CONFIG` names the file.

            """;

    private SettingsPage() {}

    /** The page in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| key | what it is | value | default | variable | option |\n|---|---|---|---|---|---|\n");
        for (Setting<?> setting : Settings.all()) {
            page.append("| `").append(setting.key()).append("` | ").append(setting.meaning());
            page.append(" | ")
                    .append(setting.kind().noun())
                    .append(setting.kind().isSecret() ? "; not in the file" : "");
            page.append(" | ").append(code(setting.fallback()));
            page.append(" | `").append(setting.environmentName());
            page.append("` | ").append(code(setting.option())).append(" |\n");
        }
        return page.toString();
    }

    private static String code(@Nullable String text) {
        return text == null ? "" : "`" + text + "`";
    }
}

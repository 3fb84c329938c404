package dev.overt.tool;

import dev.overt.manifest.ManifestSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code overt schema}: prints the JSON Schema of manifests, by which an editor completes and checks them. */
@Command(
        name = "schema",
        description = {
            "Print the JSON Schema of manifests (draft 2020-12), for editors.",
            "Begin a manifest with `# yaml-language-server: $schema=FILE` to be helped while writing it."
        },
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(ManifestSchema.json());
        spec.commandLine().getOut().flush();
    }
}

package dev.overt.tool;

import dev.overt.codegen.Allowlist;
import dev.overt.codegen.EventSchema;
import dev.overt.codegen.JavaRenderer;
import dev.overt.codegen.PageRenderer;
import dev.overt.codegen.RenderedFile;
import dev.overt.manifest.Manifest;
import java.nio.file.Path;

/** What {@code overt generate} can write; the command line names each in lower case. */
enum GeneratedFile {
    /** The typed client; its place follows from its package. */
    JAVA,
    DOCS,
    HTML,
    ALLOWLIST,
    SCHEMA;

    /**
     * The file below {@code folder}.
     *
     * @throws IllegalArgumentException if {@code packageName} is no package's name, or the client cannot do what the
     *     manifest asks for
     */
    RenderedFile of(Manifest manifest, Path folder, String packageName) {
        return switch (this) {
            case JAVA ->
                new RenderedFile(
                        folder.resolve(packageName.replace('.', '/'))
                                .resolve(JavaRenderer.className(manifest) + ".java"),
                        JavaRenderer.render(manifest, packageName));
            case DOCS -> new RenderedFile(folder.resolve("TELEMETRY.md"), PageRenderer.markdown(manifest));
            case HTML -> new RenderedFile(folder.resolve("telemetry.html"), PageRenderer.html(manifest));
            case ALLOWLIST -> new RenderedFile(folder.resolve("allowlist.json"), Allowlist.render(manifest));
            case SCHEMA -> new RenderedFile(folder.resolve("events.schema.json"), EventSchema.render(manifest));
        };
    }
}

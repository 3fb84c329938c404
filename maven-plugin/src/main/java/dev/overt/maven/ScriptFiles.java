package dev.overt.maven;

import dev.overt.codegen.GeneratedFile;
import dev.overt.codegen.MarkedFile;
import dev.overt.codegen.RenderedFile;
import dev.overt.manifest.Manifest;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of a manifest where a build has them.
 *
 * @param folder has each script as a file; null where none is wanted
 * @param into files of the product's own, with scripts between marker lines
 */
record ScriptFiles(@Nullable File folder, List<File> into) {

    /** All files as they must be. */
    List<RenderedFile> of(Manifest manifest) throws MojoExecutionException, MojoFailureException {
        List<RenderedFile> files = new ArrayList<>();
        try {
            if (folder != null) {
                GeneratedFile.scripts(manifest).forEach(kind -> files.add(kind.of(manifest, folder.toPath(), "")));
            }
            for (File file : into) {
                files.add(MarkedFile.of(file.toPath(), manifest));
            }
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("cannot read a file of `into`: " + e.getMessage(), e);
        }
        return files;
    }

    boolean isWanted() {
        return folder != null || !into.isEmpty();
    }
}

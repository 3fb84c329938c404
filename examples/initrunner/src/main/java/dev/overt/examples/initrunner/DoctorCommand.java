package dev.overt.examples.initrunner;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks what the tool needs. */
@Command(name = "doctor", description = "Check what the tool needs.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("initrunner " + InitRunner.VERSION);
        out.println("Java: " + Runtime.version());
        out.println("Working directory: " + (Files.isWritable(Path.of("")) ? "writable" : "not writable"));
    }
}

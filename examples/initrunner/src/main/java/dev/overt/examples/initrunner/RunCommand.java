package dev.overt.examples.initrunner;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the role of a file, step by step. */
@Command(name = "run", description = "Run the role of a file.", mixinStandardHelpOptions = true)
final class RunCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The role file.")
    private Path file = Path.of("");

    @Override
    public void run() {
        Role role = Role.read(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Running " + role.name());
        int number = 0;
        for (String step : role.steps()) {
            number++;
            out.println("  " + number + ". " + step);
        }
        out.println("Done.");
    }
}

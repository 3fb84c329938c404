package dev.overt.examples.initrunner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first role file. */
@Command(name = "new", description = "Write a role file to start from.", mixinStandardHelpOptions = true)
final class NewCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The role's name; NAME.role is written.")
    private String name = "";

    @Override
    public void run() {
        Path file = Path.of(name + ".role");
        Role role = new Role(name, List.of("read the request", "answer it"));
        try {
            Files.writeString(file, role.text(), StandardOpenOption.CREATE_NEW);
        } catch (IOException unwritable) {
            throw new ValidationError(file + " cannot be written: " + unwritable);
        }
        spec.commandLine().getOut().println("Wrote " + file + "; run it with `initrunner run " + file + "`");
    }
}

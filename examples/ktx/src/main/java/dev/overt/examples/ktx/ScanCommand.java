package dev.overt.examples.ktx;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The tables of the project, and how many rows each has. */
@Command(name = "scan", description = "Count the rows of each table.", mixinStandardHelpOptions = true)
final class ScanCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Project project = Project.here();
        project.tables().forEach(file -> {
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.csv$", "");
            out.println(name + ": " + project.count(name) + " rows");
        });
    }
}

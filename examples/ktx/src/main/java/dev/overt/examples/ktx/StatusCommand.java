package dev.overt.examples.ktx;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the project is. */
@Command(name = "status", description = "Show the project.", mixinStandardHelpOptions = true)
final class StatusCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Project project = Project.here();
        spec.commandLine()
                .getOut()
                .println(project.tables().size() + " tables, "
                        + (project.database().isEmpty() ? "no database" : "a database"));
    }
}

package dev.overt.examples.ktx;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Whether the project's database answers. */
@Command(name = "connection", description = "Try the database.", mixinStandardHelpOptions = true)
final class ConnectionCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Database.check(Project.here().database());
        spec.commandLine().getOut().println("The database answers.");
    }
}

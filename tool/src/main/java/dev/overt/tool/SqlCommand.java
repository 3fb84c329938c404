package dev.overt.tool;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt sql}: the rows of one read-only statement over a collector's tables. */
@Command(
        name = "sql",
        description = "Query what a collector has stored, also while it runs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Each product is a schema and each event a table:",
            "  overt sql \"select command, count(*) from initrunner.cli_command group by 1\"",
            "What was refused or removed: overt.quarantine, overt.drops, overt.client_drops."
        })
final class SqlCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--data",
            defaultValue = DataDirectory.DEFAULT,
            paramLabel = "DIR",
            description = "The collector's data directory; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--csv", description = "Print comma-separated values (RFC 4180).")
    private boolean csv;

    @Parameters(paramLabel = "SQL", description = "One select statement.")
    @SuppressWarnings("NullAway.Init")
    private String sql;

    @Override
    public Integer call() {
        TableText table = new TableText(new DataDirectory(data).query(sql));
        spec.commandLine().getOut().print(csv ? table.csv() : table.aligned());
        spec.commandLine().getOut().flush();
        return 0;
    }
}

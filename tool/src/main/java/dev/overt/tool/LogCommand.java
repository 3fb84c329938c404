package dev.overt.tool;

import dev.overt.collector.CollectorException;
import dev.overt.collector.OfflineLog;
import dev.overt.collector.log.LogReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code overt log}: what is damaged in the log of a collector that does not run, and how to go on without it. */
@Command(
        name = "log",
        description = "Check or repair the log of a stopped collector.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "check exits 1 if the log is damaged. repair keeps every record that can be read, sets each damaged file",
            "aside beside it, and says what is lost. What the store had already taken of it is still in the store."
        })
final class LogCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one? overt log check, or overt log repair");
    }

    @Command(name = "check", description = "Say what is damaged, where, and what can be read after it.")
    int check(@Option(names = "--data", defaultValue = DataDirectory.DEFAULT, paramLabel = "DIR") Path data) {
        return print(OfflineLog::check, data);
    }

    @Command(name = "repair", description = "Keep what can be read, and set aside what is damaged.")
    int repair(@Option(names = "--data", defaultValue = DataDirectory.DEFAULT, paramLabel = "DIR") Path data) {
        return print(OfflineLog::repair, data);
    }

    private int print(Function<Path, LogReport> reading, Path data) {
        LogReport report;
        try {
            report = reading.apply(data);
        } catch (CollectorException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        report.lines().forEach(line -> out.println(line + "."));
        out.println(
                report.sound() ? "The log is sound." : "The log is damaged: overt log repair keeps what can be read.");
        out.flush();
        return report.sound() ? 0 : 1;
    }
}

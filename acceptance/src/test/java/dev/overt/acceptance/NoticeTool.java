package dev.overt.acceptance;

import dev.overt.client.Policy;
import dev.overt.client.Telemetry;
import dev.overt.picocli.CommandTelemetry;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A tool that shows a notice before it reports. */
@Command(name = "noticetool")
final class NoticeTool {
    static final String NOTICE = "This tool reports anonymous usage data from the next run on.";

    private NoticeTool() {}

    /** The command line of {@code noticetool work}. */
    static List<String> command() {
        return List.of(
                Checkout.java(), "-cp", System.getProperty("java.class.path"), NoticeTool.class.getName(), "work");
    }

    public static void main(String[] args) {
        Policy policy = Policy.builder("noticetool", "Notice Tool", "sha256:0")
                .notice("", NOTICE)
                .build();
        System.exit(CommandTelemetry.execute(new CommandLine(new NoticeTool()), Telemetry.open(policy, "1"), args));
    }

    @Command(name = "work")
    void work() {
        System.out.println("working");
    }
}

package dev.overt.examples.ktx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

/**
 * Serves an agent over standard input and output, as MCP's stdio transport has it: one JSON-RPC message a line. It ends with
 * its input.
 */
@Command(name = "mcp", description = "Serve an agent over standard input and output.", mixinStandardHelpOptions = true)
final class McpCommand implements Runnable {
    private final KtxTelemetry telemetry;

    McpCommand(KtxTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void run() {
        McpServer server = new McpServer(Project.here(), telemetry);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                server.answer(line).ifPresent(answers::println);
            }
        } catch (IOException e) {
            throw new ConnectionError("the agent cannot be heard: " + e.getMessage());
        }
    }
}

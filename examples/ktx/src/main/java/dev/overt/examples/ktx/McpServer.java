package dev.overt.examples.ktx;

import dev.overt.examples.ktx.KtxTelemetry.McpRequestCompletedOutcome;
import dev.overt.examples.ktx.KtxTelemetry.McpRequestCompletedTool;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers the messages of one agent, of the Model Context Protocol's revision 2025-06-18: {@code initialize},
 * {@code ping}, {@code tools/list} and {@code tools/call} of {@code query} and {@code search}. One thread.
 */
final class McpServer {
    private static final String REVISION = "2025-06-18";
    private static final int NO_METHOD = -32601;
    private static final String TOOLS = """
            {"tools":[\
            {"name":"query","description":"Count the rows of a table","inputSchema":{"type":"object",\
            "properties":{"table":{"type":"string"}},"required":["table"]}},\
            {"name":"search","description":"Find rows by a word","inputSchema":{"type":"object",\
            "properties":{"word":{"type":"string"}},"required":["word"]}}]}""";

    private final Project project;
    private final KtxTelemetry telemetry;
    private @Nullable String clientName;
    private @Nullable String clientVersion;

    McpServer(Project project, KtxTelemetry telemetry) {
        this.project = project;
        this.telemetry = telemetry;
    }

    /** The answer to a message, or none to one that wants none. */
    Optional<String> answer(String line) {
        Map<String, Object> message = JsonText.object(line);
        Object id = message.get("id");
        if (id == null) {
            return Optional.empty();
        }
        Map<String, Object> params = JsonText.members(message.get("params"));
        String answer = switch (String.valueOf(message.get("method"))) {
            case "initialize" -> result(id, initialize(params));
            case "ping" -> result(id, "{}");
            case "tools/list" -> result(id, TOOLS);
            case "tools/call" -> result(id, call(params));
            default ->
                "{\"jsonrpc\":\"2.0\",\"id\":" + JsonText.of(id) + ",\"error\":{\"code\":" + NO_METHOD
                        + ",\"message\":\"no such method\"}}";
        };
        return Optional.of(answer);
    }

    private static String result(Object id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + JsonText.of(id) + ",\"result\":" + result + "}";
    }

    /** What the client calls itself is said here, once. */
    private String initialize(Map<String, Object> params) {
        Map<String, Object> client = JsonText.members(params.get("clientInfo"));
        clientName = client.get("name") instanceof String name ? name : null;
        clientVersion = client.get("version") instanceof String version ? version : null;
        return "{\"protocolVersion\":\"" + REVISION + "\",\"capabilities\":{\"tools\":{}},\"serverInfo\":"
                + "{\"name\":\"ktx\",\"version\":\"" + Ktx.VERSION + "\"}}";
    }

    @SuppressWarnings(
            "NullAway") // The generated method takes null where the client says no name, and says so in its text.
    private String call(Map<String, Object> params) {
        String tool = String.valueOf(params.get("name"));
        long began = System.nanoTime();
        McpRequestCompletedOutcome outcome = McpRequestCompletedOutcome.ERROR;
        try {
            String found = use(tool, JsonText.members(params.get("arguments")));
            outcome = McpRequestCompletedOutcome.OK;
            return content(found, false);
        } catch (NotFoundError e) {
            return content(String.valueOf(e.getMessage()), true);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            telemetry.mcpRequestCompleted(known(tool), outcome, took, clientName, clientVersion);
        }
    }

    private String use(String tool, Map<String, Object> arguments) {
        return switch (tool) {
            case "query" -> project.count(String.valueOf(arguments.get("table"))) + " rows";
            case "search" -> String.join("\n", project.search(String.valueOf(arguments.get("word"))));
            default -> throw new NotFoundError("no tool is called " + tool);
        };
    }

    private static McpRequestCompletedTool known(String tool) {
        return switch (tool) {
            case "query" -> McpRequestCompletedTool.QUERY;
            case "search" -> McpRequestCompletedTool.SEARCH;
            default -> McpRequestCompletedTool.OTHER;
        };
    }

    private static String content(String text, boolean isError) {
        return "{\"content\":[{\"type\":\"text\",\"text\":" + JsonText.of(text) + "}],\"isError\":" + isError + "}";
    }
}

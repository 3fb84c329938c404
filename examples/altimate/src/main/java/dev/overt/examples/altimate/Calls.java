package dev.overt.examples.altimate;

import dev.overt.examples.altimate.AltimateCodeTelemetry.CoreFailureInputSignature;
import dev.overt.examples.altimate.AltimateCodeTelemetry.CoreFailureMaskedArguments;
import dev.overt.examples.altimate.AltimateCodeTelemetry.CoreFailureToolCategory;
import dev.overt.examples.altimate.AltimateCodeTelemetry.CoreFailureToolName;
import dev.overt.examples.altimate.AltimateCodeTelemetry.DoomLoopDetectedToolName;
import dev.overt.examples.altimate.AltimateCodeTelemetry.EnvironmentCensusFeatureFlags;
import dev.overt.examples.altimate.AltimateCodeTelemetry.NativeCallMethod;
import dev.overt.examples.altimate.AltimateCodeTelemetry.NativeCallStatus;
import dev.overt.examples.altimate.AltimateCodeTelemetry.PermissionDeniedSource;
import dev.overt.examples.altimate.AltimateCodeTelemetry.PermissionDeniedToolName;
import dev.overt.examples.altimate.AltimateCodeTelemetry.SkillUsedSource;
import dev.overt.examples.altimate.AltimateCodeTelemetry.SqlExecuteFailureQueryType;
import dev.overt.examples.altimate.AltimateCodeTelemetry.SqlExecuteFailureWarehouseType;
import dev.overt.examples.altimate.AltimateCodeTelemetry.ToolCallStatus;
import dev.overt.examples.altimate.AltimateCodeTelemetry.ToolCallToolCategory;
import dev.overt.examples.altimate.AltimateCodeTelemetry.ToolCallToolName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the agent calls: tools, the engine, skills, warehouses. */
final class Calls {
    private static final int DOOM = 3;

    private final AltimateCodeTelemetry telemetry;
    private final PrintWriter out;
    private long tools;
    private String lastCall = "";
    private int repeated;

    Calls(AltimateCodeTelemetry telemetry, PrintWriter out) {
        this.telemetry = telemetry;
        this.out = out;
    }

    /** How many tools were called. */
    long tools() {
        return tools;
    }

    /** Whether the step was one of these. */
    boolean take(Plan.Step step) throws IOException {
        switch (step.verb()) {
            case "tool" -> tool(step);
            case "native" ->
                telemetry.nativeCall(
                        Word.of(NativeCallMethod.class, step.word(0)), NativeCallStatus.SUCCESS, Duration.ofMillis(3));
            case "scan" -> scan();
            case "skill" -> telemetry.skillUsed(step.word(0), Word.of(SkillUsedSource.class, step.word(1)));
            case "sql" -> sql(step);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void tool(Plan.Step step) {
        String name = step.word(0);
        String argument = step.restAfterFirst();
        tools++;
        long began = System.nanoTime();
        ToolCallStatus status = ToolCallStatus.ERROR;
        try {
            out.println("    " + Tool.use(name, argument));
            status = ToolCallStatus.SUCCESS;
        } catch (PermissionError e) {
            out.println("    " + e.getMessage());
            telemetry.permissionDenied(Word.of(PermissionDeniedToolName.class, name), PermissionDeniedSource.CONFIG);
        } catch (IOException | RuntimeException e) {
            out.println("    failed: " + e.getMessage());
            failed(name, argument, e);
        }
        telemetry.toolCall(
                Word.of(ToolCallToolName.class, name),
                Word.of(ToolCallToolCategory.class, Tool.category(name)),
                status,
                Duration.ofNanos(System.nanoTime() - began));
        countRepetition(name, step.rest());
    }

    /** Of the argument only what kind of thing it is. */
    private void failed(String name, String argument, Exception failure) {
        telemetry.coreFailure(
                Word.of(CoreFailureToolName.class, name),
                Word.of(CoreFailureToolCategory.class, Tool.category(name)),
                failure,
                String.valueOf(failure.getMessage()),
                Map.of(argument.isEmpty() ? CoreFailureInputSignature.ABSENT : CoreFailureInputSignature.STRING, 1L),
                argument.isEmpty() ? List.of() : List.of(CoreFailureMaskedArguments.PATH));
    }

    private void countRepetition(String name, String call) {
        repeated = call.equals(lastCall) ? repeated + 1 : 1;
        lastCall = call;
        if (repeated == DOOM) {
            telemetry.doomLoopDetected(Word.of(DoomLoopDetectedToolName.class, name), repeated);
        }
    }

    private void scan() throws IOException {
        Project project = Project.scan(Path.of(""));
        telemetry.environmentCensus(
                List.of(),
                project.dbt(),
                project.materializations(),
                List.of(EnvironmentCensusFeatureFlags.AUTOUPDATE));
        out.println("    " + (project.dbt() ? "a dbt project" : "no dbt project"));
    }

    private void sql(Plan.Step step) {
        String statement = step.restAfterFirst();
        String warehouse = step.word(0);
        ConnectionError error = new ConnectionError("no " + warehouse + " answers at " + warehouse + ".internal:5432");
        out.println("    failed: " + error.getMessage());
        telemetry.sqlExecuteFailure(
                Word.of(SqlExecuteFailureWarehouseType.class, warehouse),
                Word.of(SqlExecuteFailureQueryType.class, step.word(1).toUpperCase(Locale.ROOT)),
                String.valueOf(error.getMessage()),
                statement);
    }
}

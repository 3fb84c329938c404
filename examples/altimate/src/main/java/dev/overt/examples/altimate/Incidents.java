package dev.overt.examples.altimate;

import dev.overt.examples.altimate.AltimateCodeTelemetry.CompactionTriggeredStrategy;
import dev.overt.examples.altimate.AltimateCodeTelemetry.ContextOverflowRecoveredStrategy;
import dev.overt.examples.altimate.AltimateCodeTelemetry.EngineErrorPhase;
import dev.overt.examples.altimate.AltimateCodeTelemetry.ErrorRecoveredStrategy;
import dev.overt.examples.altimate.AltimateCodeTelemetry.McpServerCensusTransport;
import dev.overt.examples.altimate.AltimateCodeTelemetry.McpServerStatusStatus;
import dev.overt.examples.altimate.AltimateCodeTelemetry.McpServerStatusTransport;
import dev.overt.examples.altimate.AltimateCodeTelemetry.ProviderErrorProviderId;
import java.time.Duration;

/** What happens to a session from outside: its engine, its provider, its servers, its context. */
final class Incidents {
    private static final long KEPT_TOKENS = 20_000;
    private static final long PRUNED_OUTPUTS = 3;

    private final Model model;
    private final AltimateCodeTelemetry telemetry;

    Incidents(Model model, AltimateCodeTelemetry telemetry) {
        this.model = model;
        this.telemetry = telemetry;
    }

    /** Whether the step was one of these. */
    boolean take(Plan.Step step) {
        switch (step.verb()) {
            case "engine" -> telemetry.engineStarted(step.word(0), Duration.ofMillis(40));
            case "engine-fails" ->
                telemetry.engineError(Word.of(EngineErrorPhase.class, step.word(0)), step.restAfterFirst());
            case "mcp" -> connect(step);
            case "overload" -> overload(step.number(0), step.number(1));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void connect(Plan.Step step) {
        String transport = step.word(1);
        telemetry.mcpServerStatus(
                step.word(0), Word.of(McpServerStatusTransport.class, transport), McpServerStatusStatus.CONNECTED);
        telemetry.mcpServerCensus(Word.of(McpServerCensusTransport.class, transport), step.number(2), step.number(3));
    }

    private void overload(long httpStatus, long attempts) {
        RateLimitError error = new RateLimitError("status " + httpStatus);
        telemetry.providerError(Word.of(ProviderErrorProviderId.class, model.provider()), error, httpStatus);
        telemetry.errorRecovered(error, ErrorRecoveredStrategy.RETRY, attempts);
    }

    /** Makes room in the context, and says how many tokens are left in it. */
    long overflow(long contextTokens) {
        long left = Math.min(contextTokens, KEPT_TOKENS);
        telemetry.compactionTriggered(CompactionTriggeredStrategy.OVERFLOW, contextTokens, left);
        telemetry.toolOutputsPruned(PRUNED_OUTPUTS);
        telemetry.contextOverflowRecovered(ContextOverflowRecoveredStrategy.COMPACTION);
        return left;
    }
}

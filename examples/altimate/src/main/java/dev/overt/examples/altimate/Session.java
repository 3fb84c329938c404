package dev.overt.examples.altimate;

import dev.overt.examples.altimate.AltimateCodeTelemetry.AgentOutcomeAgent;
import dev.overt.examples.altimate.AltimateCodeTelemetry.AgentOutcomeOutcome;
import dev.overt.examples.altimate.AltimateCodeTelemetry.GenerationAgent;
import dev.overt.examples.altimate.AltimateCodeTelemetry.GenerationFinishReason;
import dev.overt.examples.altimate.AltimateCodeTelemetry.GenerationProviderId;
import dev.overt.examples.altimate.AltimateCodeTelemetry.SessionStartAgent;
import dev.overt.examples.altimate.AltimateCodeTelemetry.SessionStartProviderId;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** An agent's work from its first step to its last, and what is reported of it. One use, one thread. */
final class Session {
    private final Model model;
    private final String agent;
    private final AltimateCodeTelemetry telemetry;
    private final PrintWriter out;
    private final Incidents incidents;
    private final Calls calls;

    private long generations;
    private long tokens;
    private double dollars;
    private long contextTokens;

    Session(Model model, String agent, AltimateCodeTelemetry telemetry, PrintWriter out) {
        this.model = model;
        this.agent = agent;
        this.telemetry = telemetry;
        this.out = out;
        this.incidents = new Incidents(model, telemetry);
        this.calls = new Calls(telemetry, out);
    }

    @SuppressWarnings("NullAway") // The generated method takes null where nobody is signed in, and says so in its text.
    void run(Plan plan) throws IOException {
        telemetry.sessionStart(
                model.id(),
                Word.of(SessionStartProviderId.class, model.provider()),
                Word.of(SessionStartAgent.class, agent),
                Account.ofPerson().email());
        long began = System.nanoTime();
        AgentOutcomeOutcome outcome = AgentOutcomeOutcome.ERROR;
        try {
            for (Plan.Step step : plan.steps()) {
                out.println("  " + step.verb() + " " + step.rest());
                take(step);
            }
            outcome = AgentOutcomeOutcome.COMPLETED;
        } finally {
            telemetry.agentOutcome(
                    Word.of(AgentOutcomeAgent.class, agent), calls.tools(), generations, dollars, outcome);
            telemetry.sessionEnd(Duration.ofNanos(System.nanoTime() - began), calls.tools(), tokens, dollars);
        }
    }

    private void take(Plan.Step step) throws IOException {
        switch (step.verb()) {
            case "generate" -> generate(step.number(0), step.number(1));
            case "overflow" -> contextTokens = incidents.overflow(contextTokens);
            case "fork" -> telemetry.sessionForked(generations);
            case "crash" -> throw new IllegalStateException(step.rest());
            default -> {
                if (!incidents.take(step) && !calls.take(step)) {
                    throw new ConfigError("line " + step.line() + ": no step is called `" + step.verb() + "`.");
                }
            }
        }
    }

    private void generate(long tokensIn, long tokensOut) {
        long cached = Math.min(contextTokens, tokensIn);
        contextTokens = Math.min(Model.CONTEXT_TOKENS, contextTokens + tokensIn + tokensOut);
        generations++;
        tokens += tokensIn + tokensOut;
        double cost = Model.dollars(tokensIn, tokensOut);
        dollars += cost;
        telemetry.generation(
                model.id(),
                Word.of(GenerationProviderId.class, model.provider()),
                Word.of(GenerationAgent.class, agent),
                GenerationFinishReason.STOP,
                Duration.ofMillis(20 * tokensOut),
                tokensIn,
                tokensOut,
                cost);
        telemetry.contextUtilization(
                contextTokens,
                100 * contextTokens / Model.CONTEXT_TOKENS,
                tokensIn == 0 ? 0 : (double) cached / tokensIn);
    }
}

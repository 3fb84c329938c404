package dev.overt.client;

import java.util.HashMap;
import java.util.Map;

/** A situation and the manifest that it meets, while they are put together. */
final class ConsentSetting {
    /** What holds for a person who has said nothing. */
    enum Default {
        ASK,
        NOTICE,
        ON
    }

    private static final Map<String, Policy> POLICIES = new HashMap<>();

    private final Default consent;
    final Map<String, String> environment = new HashMap<>();
    String command = "run";
    String prohibition = "";
    String refusal = "";
    boolean offInCi;
    boolean offWithoutTerminal;
    Terminals terminals = new Terminals(true, true);
    State state = State.NONE;

    ConsentSetting(Default consent) {
        this.consent = consent;
    }

    Decision decide() {
        Situation situation = new Situation(policy());
        situation.environment.putAll(environment);
        situation.prohibition = prohibition.isEmpty() ? null : prohibition;
        situation.refusal = refusal.isEmpty() ? null : refusal;
        situation.terminals = terminals;
        situation.state = state;
        return Consent.decide(situation, command);
    }

    private Policy policy() {
        return POLICIES.computeIfAbsent(consent + " " + offInCi + " " + offWithoutTerminal, name -> {
            Policy.Builder policy = Policy.builder("tool", "Tool", "sha256:0")
                    .covers(2)
                    .quiet("help")
                    .offWhenTruthy("DO_NOT_TRACK")
                    .onOff("TOOL_TELEMETRY", new String[] {"on"}, new String[] {"off"})
                    .file("~/.tool/settings", "", new String[] {"on"}, new String[] {"off"});
            switch (consent) {
                case ASK -> policy.ask("", "", "Report?");
                case NOTICE -> policy.notice("", "It reports.");
                case ON -> policy.on();
            }
            if (offInCi) {
                policy.offInCi();
            }
            return offWithoutTerminal ? policy.offWithoutTerminal().build() : policy.build();
        });
    }
}

package dev.overt.client;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The person at this process, who can be asked and can agree, where there is one: no script, CI or coding agent. */
final class Person {
    /** What coding agents set for the commands they run, and only for those: not what an editor sets for a person. */
    private static final String[] AGENTS = {
        "AI_AGENT",
        "AGENT",
        "AMP_CURRENT_THREAD_ID",
        "ANTIGRAVITY_AGENT",
        "AUGMENT_AGENT",
        "CLAUDECODE",
        "CLAUDE_CODE",
        "CLAUDE_CODE_IS_COWORK",
        "CLINE_ACTIVE",
        "CODEX_CI",
        "CODEX_SANDBOX",
        "CODEX_THREAD_ID",
        "COPILOT_AGENT",
        "COPILOT_CLI",
        "CURSOR_AGENT",
        "GEMINI_CLI",
        "GOOSE_TERMINAL",
        "OPENCLAW_SHELL",
        "OPENCODE",
        "OPENCODE_CLIENT",
        "PI_CODING_AGENT",
        "ROO_ACTIVE",
        "TRAE_AI_SHELL_ID",
    };

    private Person() {}

    /** Whether somebody sees what is printed and can answer it. */
    static boolean isThere(Surroundings surroundings) {
        return surroundings.atTerminal() && automation(surroundings.environment()) == null;
    }

    /** Throws where nobody is there who can agree. What they print may go elsewhere than to a terminal. */
    static void require(Policy policy, Surroundings surroundings) throws IOException {
        String instead = automation(surroundings.environment());
        if (instead == null && !surroundings.inputIsTerminal()) {
            instead = "standard input is not a terminal";
        }
        if (instead != null) {
            throw new IOException("Only a person can agree, and " + instead + ". Run this at a terminal yourself"
                    + variable(policy) + ".");
        }
    }

    /** What runs this process in a person's place; null where nothing does. */
    private static @Nullable String automation(Map<String, String> environment) {
        if (Consent.inCi(environment)) {
            return "this is a CI run";
        }
        for (String each : AGENTS) {
            if (Switch.truthy(environment.get(each))) {
                return "a coding agent runs this (" + each + " is set)";
            }
        }
        return null;
    }

    private static String variable(Policy policy) {
        for (Switch each : policy.switches) {
            if (!each.on().isEmpty()) {
                return ", or set " + each.variable() + "=" + each.on().get(0);
            }
        }
        return "";
    }
}

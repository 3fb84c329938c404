package dev.overt.client;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evidence that a test makes up: where it says nothing, a person at a terminal who has stored nothing. */
final class Situation extends Evidence {
    final Map<String, String> environment = new HashMap<>();

    @Nullable
    String prohibition;

    @Nullable
    String refusal;

    Terminals terminals = new Terminals(true, true);
    State state = State.NONE;

    Situation(Policy policy) {
        super(policy, new Surroundings(), null);
    }

    static Situation of(Policy policy, State state) {
        Situation situation = new Situation(policy);
        situation.state = state;
        return situation;
    }

    @Override
    @Nullable
    String prohibition() {
        return prohibition;
    }

    @Override
    Map<String, String> environment() {
        return environment;
    }

    @Override
    @Nullable
    String refusal(FileSwitch file) {
        return refusal;
    }

    @Override
    boolean atTerminal() {
        return terminals.input() && terminals.output();
    }

    @Override
    State state() {
        return state;
    }
}

package dev.overt.manifest;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What lint has found in one manifest. Not thread-safe. */
final class Findings {
    private final Places places;
    private final Problems problems;
    private final Set<Rule> tripped = EnumSet.noneOf(Rule.class);

    Findings(Places places) {
        this.places = places;
        this.problems = new Problems(places.file());
    }

    /** Adds a finding about what stands at {@code path}. */
    void add(Rule rule, String path, String what, String mend) {
        tripped.add(rule);
        problems.add(places.of(path), rule, path, what, mend);
    }

    boolean tripped(Rule rule) {
        return tripped.contains(rule);
    }

    /** All of them in the order of the file; those that {@code accept} departs from say why. */
    List<Problem> inOrder(List<Statement> accept) {
        Map<String, String> reasons = new HashMap<>();
        accept.forEach(statement -> reasons.put(statement.name(), statement.text()));
        return problems.inOrder().stream()
                .map(problem -> {
                    String reason = problem.rule().acceptable()
                            ? reasons.get(problem.rule().id())
                            : null;
                    return reason == null ? problem : problem.acceptedFor(reason);
                })
                .toList();
    }
}

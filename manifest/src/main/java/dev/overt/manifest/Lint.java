package dev.overt.manifest;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Tells what a manifest should do better for the people whose machines report. Thread-safe. */
public final class Lint {
    private static final List<String> ACCEPTABLE =
            Stream.of(Rule.values()).filter(Rule::acceptable).map(Rule::id).toList();

    private Lint() {}

    /**
     * What the manifest trips, in the order of the file; findings that it accepts name the reason. A collector does
     * not ask: a manifest with findings is one still.
     *
     * @param today decides what has expired
     */
    public static List<Problem> check(Reading.Accepted reading, LocalDate today) {
        Manifest manifest = reading.manifest();
        Findings findings = new Findings(reading.places());
        new ConsentLint(manifest, findings).check();
        new PromiseLint(manifest, findings).check();
        new EventLint(manifest, today, findings).check();
        manifest.accept().forEach(statement -> checkAccept(statement, findings));
        return findings.inOrder(manifest.accept());
    }

    private static void checkAccept(Statement statement, Findings findings) {
        String id = statement.name();
        String path = "accept." + id;
        Rule rule = Rule.of(id).orElse(null);
        if (rule == null) {
            String mend = Closest.hint(id, ACCEPTABLE) + "`overt lint --rules` lists the rules.";
            findings.add(Rule.UNKNOWN_RULE, path, "There is no rule " + Problems.quote(id) + ".", mend);
        } else if (!rule.acceptable()) {
            String what = Problems.quote(id) + " cannot be accepted.";
            findings.add(Rule.UNKNOWN_RULE, path, what, "Mend what trips it, and remove this.");
        } else if (!findings.tripped(rule)) {
            findings.add(Rule.UNUSED_ACCEPT, path, "Nothing trips " + Problems.quote(id) + ".", "Remove it.");
        }
    }
}

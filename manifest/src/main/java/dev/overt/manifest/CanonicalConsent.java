package dev.overt.manifest;

import java.util.Map;

/** How the canonical form writes {@code consent:}. */
final class CanonicalConsent {
    private CanonicalConsent() {}

    static Map<String, Object> tree(Consent consent) {
        return new CanonicalMapping()
                .with("default", Choice.word(consent.mode()))
                .with("covers", consent.covers())
                .with("ask", consent.ask() == null ? null : ask(consent.ask()))
                .with("in-ci", onOrOff(consent.inCi()))
                .with("without-terminal", onOrOff(consent.withoutTerminal()))
                .with("quiet", CanonicalForm.set(consent.quiet()))
                .with(
                        "environment",
                        consent.environment().stream()
                                .map(CanonicalConsent::variable)
                                .toList())
                .with(
                        "files",
                        consent.files().stream().map(CanonicalConsent::file).toList())
                .with("status-in", CanonicalForm.set(consent.statusIn()))
                .with("state", consent.state())
                .tree();
    }

    private static Map<String, Object> ask(Consent.Ask ask) {
        return new CanonicalMapping()
                .with("title", ask.title())
                .with("text", ask.text())
                .with("question", ask.question())
                .tree();
    }

    private static Map<String, Object> variable(Variable variable) {
        CanonicalMapping mapping = new CanonicalMapping().with("name", variable.name());
        if (variable instanceof Variable.Debug) {
            mapping.with("debug", "truthy");
        } else if (variable instanceof Variable.Collector) {
            mapping.with("collector", "url");
        } else {
            Variable.Switch turns = (Variable.Switch) variable;
            mapping.with("on", CanonicalForm.set(turns.on()))
                    .with("off", turns.offWhenTruthy() ? "truthy" : CanonicalForm.set(turns.off()));
        }
        return mapping.tree();
    }

    private static Map<String, Object> file(PreferenceFile file) {
        return new CanonicalMapping()
                .with("path", file.path())
                .with("json", file.json())
                .with("on", CanonicalForm.set(file.on()))
                .with("off", CanonicalForm.set(file.off()))
                .with("set-by", file.setBy())
                .tree();
    }

    private static String onOrOff(boolean on) {
        return on ? "on" : "off";
    }
}

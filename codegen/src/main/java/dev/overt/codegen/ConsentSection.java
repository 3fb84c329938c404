package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Consent.Ask;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Under which consent each surface reports, in the words that a person sees there, and what decides. */
final class ConsentSection {
    /** Where the question or the notice appears. */
    private static final String TERMINAL =
            "in an interactive terminal, that is, where both standard input and standard output are a terminal";

    private final Manifest manifest;
    private final Consent consent;
    private final Controls controls;
    private final Section section = new Section("consent", "When it is on");

    ConsentSection(Manifest manifest) {
        this.manifest = manifest;
        this.consent = manifest.consent();
        this.controls = new Controls(manifest);
    }

    Section section() {
        if (controls.has(Surface.TOOL)) {
            switch (consent.mode()) {
                case ASK -> question();
                case NOTICE -> notice();
                case ON -> section.paragraph("The tool reports from its first run on, without asking.");
            }
            terminals();
            persons();
            covers();
        }
        script(Surface.INSTALLER, "The installer");
        script(Surface.CONTAINER, "The container");
        if (manifest.web() != null) {
            Banner.append(section, manifest);
        }
        if (controls.hasProgram()) {
            section.heading(3, "what-decides", Prose.of("What decides"))
                    .paragraph(
                            controls.has(Surface.WEB)
                                    ? "Outside of web pages, the first of these that says something decides:"
                                    : "The first of these that says something decides:")
                    .numbered(new Precedence(manifest).steps())
                    .paragraph(new Precedence(manifest).exceptions());
        }
        return section;
    }

    private void question() {
        Ask ask = Objects.requireNonNull(consent.ask(), "ask");
        section.paragraph("The tool asks " + TERMINAL + ". These are its words:")
                .listing(
                        "text",
                        Screen.wrap(ask.title()) + "\n" + Screen.wrap(ask.text()) + "\n" + ask.question() + " [y/N]: ")
                .paragraph(
                        "`y` or `yes` turns telemetry on. Enter, `n` or `no` is a refusal and stored as one: you are not "
                                + "asked again. Ctrl-C or the end of the input stores nothing, and you are asked another time.");
        undisturbed("Nobody is asked");
    }

    private void notice() {
        Ask ask = Objects.requireNonNull(consent.ask(), "ask");
        section.paragraph("The tool shows a notice " + TERMINAL + ". These are its words:")
                .listing(
                        "text",
                        (ask.title().isEmpty() ? "" : Screen.wrap(ask.title()) + "\n") + Screen.wrap(ask.text()))
                .paragraph("The notice counts from the next run on. Until then nothing is reported"
                        + controls.turningOn()
                                .map(way -> ", unless " + way + " turns it on")
                                .orElse("") + ".");
        undisturbed("No notice is shown");
    }

    private void undisturbed(String lead) {
        List<Prose> where = new ArrayList<>();
        if (!consent.quiet().isEmpty()) {
            where.add(Prose.of("by {}", Wording.codes(consent.quiet(), "or")));
        }
        where.add(Prose.of("where a run only shows help"));
        where.add(Prose.of("in CI"));
        where.add(Prose.of("by a coding agent"));
        where.add(Prose.of("where something else has already decided"));
        section.paragraph("{} {}.", lead, Wording.list(where, "or"));
    }

    private void terminals() {
        if (consent.withoutTerminal()) {
            section.paragraph(
                    switch (consent.mode()) {
                        case ASK ->
                            "Without a terminal, as in pipes, scripts and daemons, the tool does not ask. It reports there "
                                    + "only if you have agreed before" + orTurnedOn() + ".";
                        case NOTICE ->
                            "Without a terminal, as in background processes, the tool shows no notice. It reports there only "
                                    + "after you have seen the notice or agreed" + orTurnedOn() + ".";
                        case ON -> "It reports in pipes, scripts and daemons, too.";
                    });
        } else {
            section.paragraph("Without a terminal, as in pipes, scripts and daemons, the tool reports nothing.");
        }
    }

    /** Who counts as a person, by what the client looks at. */
    private void persons() {
        section.paragraph(
                switch (consent.mode()) {
                            case ASK -> "Only a person is asked, and only a person can agree.";
                            case NOTICE ->
                                "Only what is shown to a person counts as a notice, and only a person can agree.";
                            case ON -> "Only a person can agree.";
                        }
                        + " None is there in CI, or where a coding agent runs the tool and sets a variable that says so, such as "
                        + "`AI_AGENT`, `CLAUDECODE`, `CURSOR_AGENT` or `GEMINI_CLI`. There, and where standard input is no terminal, "
                        + "{} stores nothing and says why.",
                controls.command("enable"));
    }

    private String orTurnedOn() {
        return controls.turningOn()
                .map(way -> ", or if " + way + " turns it on")
                .orElse("");
    }

    private void covers() {
        String then = switch (consent.mode()) {
            case ASK -> "An earlier yes does not cover that: telemetry is off until you have been asked again.";
            case NOTICE ->
                "An earlier yes or notice does not cover that: telemetry is off until you agree, or, if you have "
                        + "only seen a notice, until the new one has been shown.";
            case ON -> "An earlier yes does not cover that: telemetry is then off until you agree again.";
        };
        section.paragraph(
                "An answer covers what was collected when it was given. What is collected now has the number {}. When more is "
                        + "collected, the number goes up. " + then + " A refusal stays a refusal.",
                consent.covers());
    }

    private void script(Surface surface, String name) {
        if (!controls.has(surface)) {
            return;
        }
        String reports = consent.mode() == Consent.Default.ON
                ? "It reports unless you turn that off before it runs."
                : controls.turningOn()
                        .map(way -> "It reports only where " + way + " turns that on.")
                        .orElse("Since nothing turns that on, it reports nothing.");
        section.paragraph("{} asks nothing. {}", name, reports);
        if (surface == Surface.INSTALLER && consent.state() != null && consent.mode() == Consent.Default.ON) {
            section.paragraph("A refusal that you have stored with the tool holds for the installer, too.");
        }
        if (surface == Surface.CONTAINER) {
            section.paragraph("Before it sends an event, it says so in its log, on standard error:")
                    .listing(
                            "text",
                            ContainerEntrypoint.notice(
                                    manifest.events(surface).get(0).name()))
                    .paragraph(
                            "While telemetry is off, the container opens no connection, writes no file and leaves no "
                                    + "process running.");
        }
    }
}

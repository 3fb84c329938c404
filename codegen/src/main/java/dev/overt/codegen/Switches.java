package dev.overt.codegen;

import dev.overt.manifest.JsonText;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.PreferenceFile;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Variable;
import java.util.ArrayList;
import java.util.List;

/** Every switch: variables, files and commands, with the values that they take. */
final class Switches {
    private final Manifest manifest;
    private final Controls controls;
    private final Section section = new Section("switches", "How to turn it off and on");

    private Switches(Manifest manifest) {
        this.manifest = manifest;
        this.controls = new Controls(manifest);
    }

    static Section section(Manifest manifest) {
        Switches switches = new Switches(manifest);
        switches.variables();
        switches.files();
        if (switches.controls.hasProgram()) {
            MachinePolicy.append(switches.section, manifest);
        }
        if (switches.controls.has(Surface.TOOL)) {
            switches.commands();
            switches.running();
        }
        return switches.section;
    }

    private void variables() {
        List<Variable> variables = controls.variables();
        section.table(
                Prose.of("Environment variables"),
                List.of("Variable", "Effect"),
                variables.stream()
                        .map(each -> List.of(Prose.code(each.name()), effect(each)))
                        .toList());
        if (!variables.isEmpty()) {
            section.paragraph(
                    "Capital letters and spaces around a value make no difference. A variable holds for the shell in "
                            + "which it is exported and for every process that is started from it"
                            + (controls.has(Surface.INSTALLER) ? "; set it before the installer runs." : "."));
            controls.switches().stream()
                    .filter(each -> each.offWhenTruthy() || !each.off().isEmpty())
                    .findFirst()
                    .ifPresent(each -> section.listing("sh", "export " + Controls.off(each)));
        }
    }

    private Prose effect(Variable variable) {
        if (variable instanceof Variable.Switch each) {
            return each.offWhenTruthy()
                    ? Prose.of(
                            "Any value but `0`, `false` and an empty one turns telemetry off, such as {}.",
                            Prose.code(each.name() + "=1"))
                    : words(each.off(), each.on(), "Any other value turns it off, too; an empty one says nothing.");
        }
        return variable instanceof Variable.Debug
                ? Prose.of(
                        "Any value but `0`, `false` and an empty one makes {} print on standard error what it would "
                                + "send. Nothing is sent.",
                        controls.has(Surface.TOOL) ? "the tool" : "the program")
                : Prose.of("The URL of another collector, with its write key: `https://KEY@HOST/`. Events go there.");
    }

    private static Prose words(List<String> off, List<String> on, String other) {
        return Prose.sentences(turn(off, "off"), turn(on, "on"), Prose.of(other));
    }

    private static Prose turn(List<String> words, String where) {
        String verb = words.size() == 1 ? "turns" : "turn";
        return words.isEmpty()
                ? Prose.NOTHING
                : Prose.of("{} " + verb + " telemetry " + where + ".", Wording.codes(words, "and"));
    }

    private void files() {
        List<PreferenceFile> files = manifest.consent().files();
        section.table(
                Prose.of("Files"),
                List.of("File", "Effect"),
                files.stream()
                        .map(each -> List.of(Prose.code(each.path()), effect(each)))
                        .toList());
        if (!files.isEmpty()) {
            boolean json = files.stream().anyMatch(each -> each.json() != null);
            section.paragraph(
                    "A file can only turn telemetry off. One that is not there says nothing{}. One that cannot be read, or "
                            + "that says anything else, turns telemetry off.{}",
                    json ? ", nor does one without the setting" : "",
                    json && controls.has(Surface.CONTAINER)
                            ? " The container cannot read JSON: for it, such a file turns telemetry off, whatever it says."
                            : "");
            if (json && controls.has(Surface.INSTALLER)) {
                section.paragraph(
                        "The shell installer takes the last name of a setting wherever it stands in the file; where it stands there "
                                + "twice, the file turns telemetry off for it.");
            }
        }
    }

    private static Prose effect(PreferenceFile file) {
        Prose setting = file.json() == null
                ? Prose.of("Its whole content is one word.")
                : Prose.of("JSON, the setting {}.", Prose.code(file.json()));
        return Prose.sentences(
                setting,
                turn(file.off(), "off"),
                file.on().isEmpty()
                        ? Prose.NOTHING
                        : Prose.of("{} says nothing against it.", Wording.codes(file.on(), "and")),
                file.setBy() == null ? edit(file) : Prose.of("To change it: {}", Prose.theirs(file.setBy())));
    }

    /** What to write into a file: a whole one, where it is JSON. */
    private static Prose edit(PreferenceFile file) {
        String word = file.off().get(0);
        String json = file.json();
        if (json == null) {
            return Prose.of("To turn telemetry off, write {} into it.", Prose.code(word));
        }
        String text = word.matches("true|false|-?[0-9]+") ? word : JsonText.compact(word);
        String[] keys = json.split("\\.", -1);
        for (int i = keys.length - 1; i >= 0; i--) {
            text = "{" + JsonText.compact(keys[i]) + ": " + text + "}";
        }
        return Prose.of("To turn telemetry off, write {}, or that setting into what is there.", Prose.code(text));
    }

    private void commands() {
        List<List<Prose>> rows = new ArrayList<>();
        for (ToolCommand each : ToolCommand.of(manifest)) {
            rows.add(List.of(Prose.of("{}", controls.command(each.word())), each.effect(controls)));
        }
        section.table(Prose.of("Commands"), List.of("Command", "Effect"), rows);
        List<String> statusIn = manifest.consent().statusIn();
        if (!statusIn.isEmpty()) {
            List<String> typed = statusIn.stream()
                    .map(each -> manifest.product().command() + " " + each)
                    .toList();
            section.paragraph("A line on telemetry is also part of what {} prints.", Wording.codes(typed, "and"));
        }
    }

    private void running() {
        section.paragraph(
                "A process of the tool that is already running, such as a daemon, follows what you change by a command or in a "
                        + "file within a minute. What it has not sent is dropped when telemetry turns off. A variable reaches the "
                        + "processes that are started after it was set.");
    }
}

package dev.overt.codegen;

import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.PreferenceFile;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Variable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** By what a person turns the telemetry of a product on and off. */
record Controls(Manifest manifest) {

    /** What all but web pages ask first, whether or not the manifest declares it. */
    private static final Variable.Switch DO_NOT_TRACK = new Variable.Switch("DO_NOT_TRACK", List.of(), List.of(), true);

    /** The variables that turn it on or off, in the order in which they are asked. */
    List<Variable.Switch> switches() {
        return variables().stream()
                .filter(Variable.Switch.class::isInstance)
                .map(Variable.Switch.class::cast)
                .toList();
    }

    /** Every variable, in the order in which they are asked. */
    List<Variable> variables() {
        Stream<Variable> first = hasProgram() ? Stream.of(DO_NOT_TRACK) : Stream.empty();
        return Stream.concat(first, manifest.consent().environment().stream())
                .distinct()
                .toList();
    }

    /** Whether a command asks the collector to delete what was sent, which takes the secret of the install id. */
    boolean asksForDeletion() {
        return has(Surface.TOOL)
                && manifest.identity().kind() == Identity.Kind.INSTALL_ID
                && manifest.identity().file() == null;
    }

    boolean has(Surface surface) {
        return manifest.surfaces().contains(surface);
    }

    /** Whether a program reports that is no page in a browser, so that variables and files reach it. */
    boolean hasProgram() {
        return manifest.surfaces().stream().anyMatch(surface -> surface != Surface.WEB);
    }

    /** What turns it on beside a stored answer: {@code a variable}, or nothing, since a file can only refuse. */
    Optional<String> turningOn() {
        return switches().stream().anyMatch(each -> !each.on().isEmpty())
                ? Optional.of("a variable")
                : Optional.empty();
    }

    /** What to type or to click, the fastest first. */
    List<Prose> waysOff() {
        Stream<Prose> variable = switches().stream()
                .filter(each -> each.offWhenTruthy() || !each.off().isEmpty())
                .limit(1)
                .map(each -> Prose.of("set {}", new Span.Code(off(each))));
        Stream<Prose> command =
                Stream.of(command("disable")).filter(each -> has(Surface.TOOL)).map(each -> Prose.of("run {}", each));
        Stream<Prose> file = manifest.consent().files().stream()
                .filter(each -> !has(Surface.TOOL))
                .limit(1)
                .map(PreferenceFile::path)
                .map(path -> Prose.of("change the file {}", new Span.Code(path)));
        Stream<Prose> button = Stream.ofNullable(manifest.web())
                .filter(web -> !hasProgram())
                .map(web -> Prose.of("choose {} on the page", new Span.Strong(web.refuse())));
        return Stream.of(variable, command, file, button).flatMap(each -> each).toList();
    }

    /** What a person types to set a variable to a value that turns telemetry off. */
    static String off(Variable.Switch variable) {
        List<String> words = variable.off();
        String word = variable.offWhenTruthy() ? "1" : words.contains("off") ? "off" : words.get(0);
        return variable.name() + "=" + word;
    }

    /** A subcommand of {@code telemetry}, as a person types it. */
    Span command(String subcommand) {
        return new Span.Code(manifest.product().command() + " telemetry " + subcommand);
    }
}

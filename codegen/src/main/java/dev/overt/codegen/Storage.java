package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Delivery;
import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Surface;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept on the machine of the person, and where; and what an install id is. */
final class Storage {
    private final Manifest manifest;
    private final Controls controls;
    private final Section section = new Section("storage", "What is stored on your machine");
    private final List<List<Prose>> rows = new ArrayList<>();
    /** The first path in the home directory. */
    private @Nullable String home;

    Storage(Manifest manifest) {
        this.manifest = manifest;
        this.controls = new Controls(manifest);
    }

    Section section() {
        if (manifest.consent().state() != null) {
            toolFiles(manifest.consent().state());
        }
        String idFile = manifest.identity().file();
        if (idFile != null) {
            row(idFile, Prose.of("The install id."));
        }
        if (manifest.marker() != null) {
            row(
                    manifest.marker(),
                    Prose.of("The version of the product that ran in the container last while telemetry was on."));
            row(
                    manifest.marker() + ".claim",
                    Prose.of("The same, while a start reports; what is left of it goes with a later one."));
        }
        if (manifest.web() != null) {
            rows.add(List.of(
                    Prose.of("Local storage, {}", Prose.code(manifest.web().storage())),
                    Prose.of(
                            "Your choice on the banner: {}, or {}, what that covers{}.",
                            Prose.code("denied"),
                            Prose.code("granted"),
                            hasInstallId() ? Prose.of(" and the id of the browser") : Prose.NOTHING)));
        }
        section.table(Prose.of("All that telemetry stores"), List.of("Place", "What it holds"), rows);
        windows();
        protection();
        marker();
        identity();
        return section;
    }

    private void toolFiles(String state) {
        String stem = stem(state);
        row(state, stateContent());
        row(
                stem + ".denied",
                Prose.of("Nothing. That it is there is a refusal, which nothing that befalls the other file undoes."));
        row(stem + ".lock", Prose.of("Nothing. It is locked while the first file is changed."));
        if (manifest.delivery().mode() == Delivery.Mode.SPOOL) {
            row(stem + "-spool/", Prose.of("Events that wait to be sent."));
            row(stem + "-sent.jsonl", Prose.of("What was sent, as it was sent, with the answer; at most 1 MiB."));
            row(stem + "-sent.old.jsonl", Prose.of("The same from before that was full."));
        }
        if (controls.asksForDeletion()) {
            row(
                    stem + ".receipt-ID.json",
                    Prose.of(
                            "The receipt of a deletion that you asked for, with the secret by which it is known to be yours. "
                                    + "You can delete it."));
        }
    }

    private Prose stateContent() {
        List<Prose> kept = new ArrayList<>();
        kept.add(Prose.of("your answer and what it covers"));
        if (manifest.consent().mode() == Consent.Default.NOTICE) {
            kept.add(Prose.of("which notice was shown"));
        }
        if (hasInstallId() && manifest.identity().file() == null) {
            kept.add(Prose.of("the install id"));
            kept.add(Prose.of("the secret that it is made of"));
        }
        if (IdentityText.properties(manifest).anyMatch(each -> each.type() instanceof PropertyType.Hash)) {
            kept.add(Prose.of("the secret of the hashes"));
        }
        kept.add(Prose.of("a random id for an event of the first run"));
        kept.add(Prose.of("whether that was recorded"));
        kept.add(Prose.of("when the file was made"));
        return Prose.of("In JSON: {}.", Wording.list(kept, "and"));
    }

    private void protection() {
        if (manifest.consent().state() != null) {
            section.paragraph(
                    "The files of the tool are readable and writable for you alone (mode 0600). If the first of them "
                            + "is damaged, cannot be read, is of a later version, is a symbolic link or belongs to somebody else, "
                            + "telemetry is off, and a refusal that you have stored still counts.");
        }
    }

    private void marker() {
        if (manifest.marker() != null) {
            section.paragraph(
                    "The container writes {} for good before it sends an event, so that none is sent again and again. Where it "
                            + "cannot, as on a volume that is full or can only be read, it sends nothing and starts all the same. Of "
                            + "several that start at once with the same file, one sends. What is a symbolic link, cannot be read or "
                            + "holds anything but a version is left alone, and nothing is sent.",
                    Prose.code(manifest.marker()));
            section.paragraph(
                    "While telemetry is off the file is neither made nor changed. Where that was so from the beginning, the first "
                            + "start after it is turned on counts as the first of all.");
        }
    }

    private void identity() {
        section.heading(3, "install-id", Prose.of(hasInstallId() ? "The install id" : "No install id"));
        if (!hasInstallId()) {
            section.paragraph(
                    manifest.identity().kind() == Identity.Kind.PER_EVENT
                            ? "There is no id of you, your machine or your installation. Each event has a random id, which is "
                                    + "made for that event alone."
                            : "There is no id of you, your machine or your installation.");
            return;
        }
        section.paragraph(
                "The install id is random: 32 hexadecimal digits, derived from {}, neither your user name, your "
                        + "host name nor your home directory. It exists so that installations can be counted. It is made only when "
                        + "telemetry is on.",
                controls.asksForDeletion() ? "a random secret and from nothing else" : "nothing");
        if (controls.asksForDeletion()) {
            section.paragraph(
                    "The secret stays on your machine. It is sent only where {} asks for a deletion, to prove that the id is yours.",
                    controls.command("delete"));
        }
        if (controls.has(Surface.TOOL)) {
            section.paragraph("To replace it by a new one, run {}.", controls.command("reset"));
        } else if (manifest.identity().file() != null) {
            section.paragraph(
                    "You can delete {} at any time. A new id is made if telemetry is on later.",
                    Prose.code(manifest.identity().file()));
        }
        if (controls.has(Surface.INSTALLER)) {
            section.paragraph(
                    manifest.identity().file() == null
                            ? "The installer does not know it: its events have no install id."
                            : "The shell installer makes the file for you alone (mode 0600), and makes it anew where it holds no id. "
                                    + "A symbolic link, or what belongs to somebody else, it leaves alone; then, and without a home "
                                    + "directory, its events have no install id. Where the file cannot be made, the id is of that run alone.");
        }
        if (controls.has(Surface.WEB)) {
            section.paragraph(
                    "A browser has an id of its own for the page, which is random, too. It is made when you agree on the page, and "
                            + "deleted when you refuse there.");
        }
    }

    private boolean hasInstallId() {
        return manifest.identity().kind() == Identity.Kind.INSTALL_ID;
    }

    private void row(String path, Prose content) {
        rows.add(List.of(Prose.code(path), content));
        if (home == null && path.startsWith("~/")) {
            home = path;
        }
    }

    /** How Windows spells the first path. */
    private void windows() {
        if (home != null) {
            section.paragraph(
                    "`~` is your home directory. On Windows, {} is {}.",
                    Prose.code(home),
                    Prose.code("%USERPROFILE%" + home.substring(1).replace('/', '\\')));
        }
    }

    /** The path without the ending of its name, as the client's {@code Installation} takes it. */
    static String stem(String path) {
        int name = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.');
        return dot > name ? path.substring(0, dot) : path;
    }
}

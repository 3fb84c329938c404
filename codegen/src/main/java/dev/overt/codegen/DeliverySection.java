package dev.overt.codegen;

import dev.overt.manifest.Delivery;
import dev.overt.manifest.Delivery.Mode;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Trigger;
import java.util.ArrayList;
import java.util.List;

/** How events leave the machine, and what the person notices of it. */
final class DeliverySection {
    private DeliverySection() {}

    static Section section(Manifest manifest) {
        Controls controls = new Controls(manifest);
        Delivery delivery = manifest.delivery();
        Section section = new Section("delivery", "How events leave your machine");
        if (delivery.mode() == Mode.SPOOL) {
            spool(section, delivery);
        } else if (delivery.mode() == Mode.LIVE) {
            live(section, delivery);
        }
        if (controls.has(Surface.TOOL)) {
            section.paragraph("Reporting never makes the tool fail, and prints nothing that you have not asked for"
                    + exception(manifest) + ".");
            section.paragraph(
                    "While telemetry is off, no event is recorded, no connection is opened, no process is started and no id is "
                            + "made{}. {} deletes every event that was not sent.",
                    controls.asksForDeletion()
                            ? Prose.of("; but {} connects to ask for the deletion", controls.command("delete"))
                            : Prose.NOTHING,
                    controls.command("disable"));
        }
        scripts(section, manifest);
        return pages(section, manifest);
    }

    private static String exception(Manifest manifest) {
        return switch (manifest.consent().mode()) {
            case ASK -> ", but the question above";
            case NOTICE -> ", but the notice above";
            case ON -> "";
        };
    }

    private static void spool(Section section, Delivery delivery) {
        section.paragraph(
                "The tool opens no connection. It appends events to a file on your disk and ends when its work is done. A "
                        + "process of its own then sends what waits, at most once in {}. The tool does not wait for that.",
                Wording.duration(delivery.every()));
        section.paragraph(
                "What could not be sent waits for a later time. How much waits is limited in size, number and age; "
                        + "what is beyond that is dropped and counted.");
    }

    private static void live(Section section, Delivery delivery) {
        String again = delivery.retries() == 0
                ? "An event that could not be sent is dropped."
                : "An event that could not be sent is tried again " + Wording.times(delivery.retries()) + ".";
        section.paragraph(
                "Events wait in memory, {} at most, and are sent in the background every {}. {} When the tool ends, it sends "
                        + "what is left, which delays its end by {} at most.",
                delivery.buffer(),
                Wording.duration(delivery.every()),
                again,
                Wording.duration(delivery.exit()));
        section.paragraph(
                "No event is written to your disk. What waits is lost when the tool is killed, and what does not fit "
                        + "is dropped and counted.");
    }

    private static void scripts(Section section, Manifest manifest) {
        List<Prose> senders = new ArrayList<>();
        for (Surface each : manifest.surfaces()) {
            if (each != Surface.TOOL && each != Surface.WEB) {
                senders.add(Prose.of(SurfaceText.name(each)));
            }
        }
        if (!senders.isEmpty()) {
            section.paragraph(
                    "From {}, each event is one request in the background, which takes {} at most. Nothing waits for it, and "
                            + "nothing else changes if it fails.",
                    Wording.list(senders, "and"),
                    Wording.duration(manifest.delivery().timeout()));
        }
        if (manifest.surfaces().contains(Surface.INSTALLER)) {
            installer(section, manifest);
            powerShell(section);
        }
        if (manifest.surfaces().contains(Surface.CONTAINER)) {
            section.paragraph(
                    "The container sends by `curl`, or by `wget` with `timeout`. Without them it sends nothing.");
        }
    }

    private static void installer(Section section, Manifest manifest) {
        section.paragraph(
                "The shell installer sends by `curl`, or else by `wget`. Without them it sends nothing, and makes no id. No redirect "
                        + "is followed, but by busybox's `wget`. For `wget`, what is sent stands in a temporary file, which is "
                        + "deleted before anything is sent.");
        boolean watched = manifest.events().stream().anyMatch(event -> event.trigger() == Trigger.INSTALL_FAILED);
        if (watched) {
            section.paragraph(
                    "To tell that an installation has failed, a process in the background looks each second whether the shell installer "
                            + "still runs, for 6 hours at most. It ends with the installer. A run counts as failed unless the installer "
                            + "has said that all is installed, even where its exit status is 0.");
        }
    }

    private static void powerShell(Section section) {
        section.paragraph(
                "An installer in PowerShell sends by a second PowerShell without a window, follows no redirect, and tells "
                        + "nothing of a run that is killed. Where the machine constrains PowerShell's language it sends nothing. What it "
                        + "sends comes from the same rules, but while the shell installer's part is tested in six shells, that for "
                        + "PowerShell has been read by a parser and never run by those who make it.");
    }

    private static Section pages(Section section, Manifest manifest) {
        if (!manifest.surfaces().contains(Surface.WEB)) {
            return section;
        }
        return section.paragraph(
                        "From web pages, events are sent in the background, after a second or when the page is left. Until then they "
                                + "wait in memory, 100 at most. A request takes {} at most, and has neither a cookie nor the address of "
                                + "the page with it, but the name of its server, as browsers demand. What could not be taken is sent once "
                                + "more, after 10 seconds or when the collector asks for it. Nothing waits for it, and nothing else changes if it fails.",
                        Wording.duration(manifest.delivery().timeout()))
                .paragraph(
                        "A page can leave the sending to posthog-js. That is started only after you have agreed, with all "
                                + "turned off that it captures of itself, and keeps nothing in your browser. What it sends of an event is "
                                + "the declared properties, the id of the event and of the browser, the time and the write key, and that no "
                                + "person's profile is to be made. A request that fails it repeats up to ten times, but not after you have refused.");
    }
}

package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import java.util.List;

/** What makes an event be recorded, and how often at most. */
final class TriggerText {
    private TriggerText() {}

    static Prose of(Manifest manifest, Event event) {
        Span marker = new Span.Code(manifest.marker() == null ? "" : manifest.marker());
        return switch (event.trigger()) {
            case CALL -> Prose.NOTHING;
            case COMMAND ->
                Prose.sentences(Prose.of("It is recorded once for each command that has ended."), quiet(manifest));
            case FIRST_RUN ->
                Prose.of(
                        "It is recorded once for each installation, in the first run in which telemetry is on. Where that run is "
                                + "cut off it may be sent again with the same `id`, and counts once.");
            case INSTALL_START -> Prose.of("It is sent at most once in each run of the installer.");
            case INSTALL_COMPLETE ->
                Prose.of(
                        "It is sent at most once in each run of the installer, when that has ended well. That it has, the "
                                + "installer says itself.");
            case INSTALL_FAILED ->
                Prose.of(
                        "It is sent at most once in each run of the installer, when that has not ended well. It has not where "
                                + "it has not said so, whatever ended it.");
            case CONTAINER_INSTALL ->
                Prose.of(
                        "It is sent at most once in each start of the container, if the file {} is not there yet and can be "
                                + "written.",
                        marker);
            case CONTAINER_UPDATE ->
                Prose.of(
                        "It is sent at most once in each start of the container, if the file {} names another version, newer "
                                + "or older, and can be written.",
                        marker);
            case PAGE_VIEW ->
                Prose.of(
                        "It is sent once for each page that is opened after you have agreed, whether it is loaded or only "
                                + "shows another path.");
        };
    }

    private static Prose quiet(Manifest manifest) {
        List<String> quiet = manifest.consent().quiet();
        return quiet.isEmpty() ? Prose.NOTHING : Prose.of("Never for {}.", Wording.codes(quiet, "or"));
    }
}

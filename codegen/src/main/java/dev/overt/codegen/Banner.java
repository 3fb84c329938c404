package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.Web;
import java.util.List;
import java.util.Objects;

/** The banner of web pages: its words, and what holds before and after the choice. */
final class Banner {
    private Banner() {}

    static void append(Section section, Manifest manifest) {
        Web web = Objects.requireNonNull(manifest.web(), "web");
        Span accept = new Span.Strong(web.accept());
        section.heading(3, "banner", Prose.of("Web pages"))
                .paragraph("A banner asks. These are its words:")
                .listing(
                        "text",
                        Screen.wrap(web.title()) + "\n" + Screen.wrap(web.text()) + "\n\n[ " + web.refuse() + " ]  [ "
                                + web.accept() + " ]")
                .paragraph(Prose.sentences(
                        Prose.of("Both buttons look the same."),
                        languages(web),
                        Prose.of(
                                "The page can be used without an answer. Escape closes the banner and decides nothing: you are asked "
                                        + "again on the next page.")))
                .paragraph(
                        "Before you choose {}, nothing is started or sent. Where your browser sends Do Not Track or Global "
                                + "Privacy Control, nothing is ever started, and the banner does not appear. That holds where you have "
                                + "agreed before, too. Nor is anything asked or started where no write key was given to the page, or "
                                + "where the browser does not let it keep your choice.",
                        accept);
        stored(section, manifest, web);
        section.paragraph(
                "To change your mind, press {} on the page (or what it is called in your language). It says whether telemetry is "
                        + "on, and asks again. A refusal counts at once, in all open tabs of the page: requests under way are broken "
                        + "off, and what waits is dropped. Only a request that posthog-js has begun is not broken off.",
                new Span.Strong("Telemetry settings"));
    }

    /** The buttons are in the language of the page where their words are the usual ones. */
    private static Prose languages(Web web) {
        List<String> translated = WebBanner.translated(web);
        return translated.isEmpty()
                ? Prose.NOTHING
                : Prose.of(
                        "Where the page, or else your browser, is in German, Spanish, French or Japanese, that language has a word of "
                                + "its own for {}.",
                        Wording.list(
                                translated.stream()
                                        .map(word -> Prose.of("{}", new Span.Strong(word)))
                                        .toList(),
                                "and"));
    }

    private static void stored(Section section, Manifest manifest, Web web) {
        section.paragraph(
                "Your choice is kept in the browser's local storage, under {}. Delete that key to be asked again. Where an earlier "
                        + "release has written just `granted` there, you are asked again, too. Anything else that is no whole "
                        + "agreement counts as a refusal.",
                new Span.Code(web.storage()));
        section.paragraph(
                "An agreement covers what was collected when it was given, which now has the number {}. When more is collected, "
                        + "the number goes up: whoever has agreed is asked again, and until then nothing is sent. A refusal stays one.",
                manifest.consent().covers());
        if (!web.refusedBefore().isEmpty()) {
            section.paragraph("A refusal that an earlier release has stored still counts:")
                    .items(web.refusedBefore().stream().map(Banner::refusal).toList())
                    .paragraph("It is never changed. If you agree later, that counts.");
        }
    }

    private static Prose refusal(Web.EarlierKey earlier) {
        List<String> values = earlier.values();
        return Prose.of("{}, where it is {}", new Span.Code(earlier.key()), Wording.codes(values, "or"));
    }
}

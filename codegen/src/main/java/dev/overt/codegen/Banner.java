package dev.overt.codegen;

import dev.overt.manifest.Web;
import java.util.List;

/** The banner of web pages: its words, and what holds before and after the choice. */
final class Banner {
    private Banner() {}

    static void append(Section section, Web web) {
        section.heading(3, "banner", Prose.of("Web pages"))
                .paragraph("A banner asks. These are its words:")
                .listing(
                        "text",
                        Screen.wrap(web.title()) + "\n" + Screen.wrap(web.text()) + "\n\n[ " + web.refuse() + " ]  [ "
                                + web.accept() + " ]")
                .paragraph(
                        "Before you choose {}, nothing is started or sent. Where your browser sends Do Not Track or Global "
                                + "Privacy Control, nothing is ever started, and the banner does not appear.",
                        new Span.Strong(web.accept()))
                .paragraph(
                        "Your choice is kept in the browser's local storage, under {}. Delete that key to be asked again.",
                        new Span.Code(web.storage()));
        if (!web.refusedBefore().isEmpty()) {
            section.paragraph("A refusal that an earlier release has stored still counts:")
                    .items(web.refusedBefore().stream().map(Banner::refusal).toList());
        }
    }

    private static Prose refusal(Web.EarlierKey earlier) {
        List<String> values = earlier.values();
        return Prose.of("{}, where it is {}", new Span.Code(earlier.key()), Wording.codes(values, "or"));
    }
}

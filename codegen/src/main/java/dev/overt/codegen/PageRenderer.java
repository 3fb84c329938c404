package dev.overt.codegen;

import dev.overt.manifest.Manifest;

/**
 * Renders the page that tells people what a product reports, from its manifest alone: as {@code TELEMETRY.md}, and as
 * one HTML file that loads nothing. Both say the same. The same manifest gives the same bytes everywhere. Thread-safe.
 */
public final class PageRenderer {
    private PageRenderer() {}

    /** The page in CommonMark with the tables of GitHub. */
    public static String markdown(Manifest manifest) {
        return MarkdownWriter.write(Page.of(manifest));
    }

    /** The page in HTML: no script, nothing fetched, its style allowed by its hash alone. */
    public static String html(Manifest manifest) {
        return HtmlWriter.write(Page.of(manifest));
    }
}

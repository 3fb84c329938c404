package dev.overt.codegen;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a page in CommonMark with the tables of GitHub. */
final class MarkdownWriter {
    private final StringBuilder text = new StringBuilder();

    private MarkdownWriter() {}

    static String write(Page page) {
        MarkdownWriter writer = new MarkdownWriter();
        writer.line("# " + MarkdownText.plain(page.summary().title()));
        page.summary().blocks().forEach(writer::block);
        for (Section section : page.sections()) {
            writer.line("");
            writer.line("## " + MarkdownText.plain(section.title()));
            section.blocks().forEach(writer::block);
        }
        return writer.text.toString();
    }

    private void block(Block block) {
        line("");
        if (block instanceof Block.Heading heading) {
            line("#".repeat(heading.level()) + " " + prose(heading.text()));
        } else if (block instanceof Block.Paragraph paragraph) {
            line(MarkdownText.atLineStart(prose(paragraph.text())));
        } else if (block instanceof Block.Items items) {
            items(items);
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Listing listing) {
            listing(listing);
        }
    }

    private void items(Block.Items items) {
        for (int i = 0; i < items.items().size(); i++) {
            String mark = items.numbered() ? (i + 1) + ". " : "- ";
            line(mark + MarkdownText.atLineStart(prose(items.items().get(i))));
        }
    }

    private void table(Block.Table table) {
        line(MarkdownText.atLineStart(prose(table.caption())));
        line("");
        line(row(table.columns().stream().map(MarkdownText::plain).toList()));
        line("|" + "---|".repeat(table.columns().size()));
        for (List<Prose> cells : table.rows()) {
            line(row(cells.stream().map(MarkdownWriter::prose).toList()));
        }
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> " " + cell + " ").collect(Collectors.joining("|", "|", "|"));
    }

    private void listing(Block.Listing listing) {
        String fence = MarkdownText.fence(listing.text(), 3);
        line(fence + listing.language());
        line(listing.text().stripTrailing());
        line(fence);
    }

    private static String prose(Prose prose) {
        return prose.spans().stream().map(MarkdownWriter::span).collect(Collectors.joining());
    }

    private static String span(Span span) {
        if (span instanceof Span.Code) {
            return MarkdownText.code(span.text());
        } else if (span instanceof Span.Strong) {
            return MarkdownText.between("**", span.text());
        } else if (span instanceof Span.Theirs) {
            return MarkdownText.between("*", span.text());
        } else if (span instanceof Span.Link link) {
            String target = LinkTarget.of(link.target());
            String shown = MarkdownText.plain(link.text());
            return target.isEmpty() ? shown : "[" + shown + "](" + target.replace("&", "\\&") + ")";
        }
        return MarkdownText.plain(span.text());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

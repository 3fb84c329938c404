package dev.overt.codegen;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a page as one HTML file that loads nothing. Its policy allows its own style, by hash, and nothing else. */
final class HtmlWriter {
    private static final Map<Integer, String> ENTITIES =
            Map.of((int) '&', "&amp;", (int) '<', "&lt;", (int) '>', "&gt;", (int) '"', "&quot;", (int) '\'', "&#39;");

    private final StringBuilder text = new StringBuilder();

    private HtmlWriter() {}

    static String write(Page page) {
        HtmlWriter writer = new HtmlWriter();
        writer.head(page.summary().title());
        writer.navigation(page.sections());
        writer.line("<main id=\"main\">");
        writer.line("<h1>" + escape(page.summary().title()) + "</h1>");
        page.summary().blocks().forEach(writer::block);
        page.sections().forEach(writer::section);
        writer.line("</main>");
        writer.line("</body>");
        writer.line("</html>");
        return writer.text.toString();
    }

    private void head(String title) {
        line("<!DOCTYPE html>");
        line("<html lang=\"en\">");
        line("<head>");
        line("<meta charset=\"utf-8\">");
        line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '" + PageStyle.HASH
                + "'\">");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        line("<meta name=\"color-scheme\" content=\"light dark\">");
        line("<title>" + escape(title) + "</title>");
        line("<style>" + PageStyle.CSS + "</style>");
        line("</head>");
        line("<body>");
        line("<a class=\"skip\" href=\"#main\">Skip to the text</a>");
    }

    private void navigation(List<Section> sections) {
        line("<nav aria-label=\"Sections\">");
        line("<ul>");
        sections.forEach(each -> line("<li><a href=\"#" + each.id() + "\">" + escape(each.title()) + "</a></li>"));
        line("</ul>");
        line("</nav>");
    }

    private void section(Section section) {
        line("<section aria-labelledby=\"" + section.id() + "\">");
        line("<h2 id=\"" + section.id() + "\">" + escape(section.title()) + "</h2>");
        section.blocks().forEach(this::block);
        line("</section>");
    }

    private void block(Block block) {
        if (block instanceof Block.Heading heading) {
            String tag = "h" + heading.level();
            line("<" + tag + " id=\"" + escape(heading.id()) + "\">" + prose(heading.text()) + "</" + tag + ">");
        } else if (block instanceof Block.Paragraph paragraph) {
            line("<p>" + prose(paragraph.text()) + "</p>");
        } else if (block instanceof Block.Items items) {
            String tag = items.numbered() ? "ol" : "ul";
            line("<" + tag + ">");
            items.items().forEach(item -> line("<li>" + prose(item) + "</li>"));
            line("</" + tag + ">");
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Listing listing) {
            // Reachable by keyboard, since it may be wider than its place.
            line("<pre tabindex=\"0\"><code>" + escape(listing.text().stripTrailing()) + "</code></pre>");
        }
    }

    /**
     * Each cell knows the title of its column, which a narrow screen shows beside it. The roles are those that the
     * elements have anyway, and would lose in some browsers where the style lays them out as blocks.
     */
    private void table(Block.Table table) {
        line("<table role=\"table\">");
        line("<caption>" + prose(table.caption()) + "</caption>");
        line("<thead role=\"rowgroup\">");
        line(table.columns().stream()
                .map(column -> "<th scope=\"col\" role=\"columnheader\">" + escape(column) + "</th>")
                .collect(Collectors.joining("", "<tr role=\"row\">", "</tr>")));
        line("</thead>");
        line("<tbody role=\"rowgroup\">");
        table.rows().forEach(row -> line("<tr role=\"row\">" + cells(table.columns(), row) + "</tr>"));
        line("</tbody>");
        line("</table>");
    }

    private static String cells(List<String> columns, List<Prose> row) {
        StringBuilder cells = new StringBuilder("<th scope=\"row\" role=\"rowheader\">" + prose(row.get(0)) + "</th>");
        for (int i = 1; i < row.size(); i++) {
            String cell =
                    "<td role=\"cell\" data-column=\"" + escape(columns.get(i)) + "\">" + prose(row.get(i)) + "</td>";
            cells.append(row.get(i).isEmpty() ? "<td role=\"cell\"></td>" : cell);
        }
        return cells.toString();
    }

    private static String prose(Prose prose) {
        return prose.spans().stream().map(HtmlWriter::span).collect(Collectors.joining());
    }

    private static String span(Span span) {
        String shown = escape(span.text());
        if (span instanceof Span.Code) {
            return "<code>" + shown + "</code>";
        } else if (span instanceof Span.Strong) {
            return "<strong>" + shown + "</strong>";
        } else if (span instanceof Span.Theirs) {
            return "<em>" + shown + "</em>";
        } else if (span instanceof Span.Link link) {
            String target = LinkTarget.of(link.target());
            return target.isEmpty() ? shown : "<a href=\"" + escape(target) + "\" rel=\"noreferrer\">" + shown + "</a>";
        }
        return shown;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            String entity = ENTITIES.get(point);
            escaped.append(entity == null ? Character.toString(point) : entity);
        });
        return escaped.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

package dev.overt.codegen;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a reader sees of a page, in order: each line is a kind of block and its text. Words of the maintainers stand
 * there like any other.
 */
record ReadPage(List<String> lines) {
    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    static ReadPage ofMarkdown(String markdown) {
        MarkdownReader reader = new MarkdownReader();
        MARKDOWN.parse(markdown).accept(reader);
        return new ReadPage(reader.lines);
    }

    /** The text below {@code main}, as a browser reads it. */
    static ReadPage ofHtml(String html) {
        Document document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        List<String> lines = new ArrayList<>();
        for (Element each : document.select("main").select("h1, h2, h3, h4, p, li, caption, pre, tr")) {
            switch (each.tagName()) {
                case "tr" -> each.children().forEach(cell -> lines.add("cell " + normal(cell.text())));
                case "pre" -> lines.add("pre " + normal(each.wholeText()));
                case "caption" -> lines.add("p " + normal(each.text()));
                default -> lines.add(each.tagName() + " " + normal(each.text()));
            }
        }
        return new ReadPage(lines);
    }

    private static String normal(String text) {
        return text.replaceAll("[\\s\\u00a0]+", " ").strip();
    }

    /** Fails on anything that no page has: HTML, images, code by indentation. */
    private static final class MarkdownReader extends AbstractVisitor {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void visit(Heading heading) {
            lines.add("h" + heading.getLevel() + " " + text(heading));
        }

        @Override
        public void visit(Paragraph paragraph) {
            boolean item = paragraph.getParent() instanceof ListItem;
            lines.add((item ? "li " : "p ") + text(paragraph));
        }

        @Override
        public void visit(FencedCodeBlock block) {
            lines.add("pre " + normal(block.getLiteral()));
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow) {
                for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
                    lines.add("cell " + text(cell));
                }
            } else {
                visitChildren(node);
            }
        }

        @Override
        public void visit(HtmlBlock html) {
            throw new AssertionError("HTML: " + html.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            throw new AssertionError("code: " + block.getLiteral());
        }

        private static String text(Node block) {
            StringBuilder text = new StringBuilder();
            block.accept(new AbstractVisitor() {
                @Override
                public void visit(Text words) {
                    text.append(words.getLiteral());
                }

                @Override
                public void visit(Code code) {
                    text.append(code.getLiteral());
                }

                @Override
                public void visit(HtmlInline html) {
                    throw new AssertionError("HTML: " + html.getLiteral());
                }

                @Override
                public void visit(Image image) {
                    throw new AssertionError("image: " + image.getDestination());
                }
            });
            return normal(text.toString());
        }
    }
}

package dev.overt.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The promises of one published page, with the tests that keep them: {@code docs/promises/SYSTEM.md}, from the table that
 * {@code StatementsTest} reads.
 *
 * <pre>
 * The statement, as published, on one line.
 * &#64; its place in the manifest
 * = what the generated page says
 * ! CLASS#METHOD, a test that fails when the promise is broken; one such line each
 * ~ how Overt betters it, which reading of a contradiction was taken, or what no test reaches; not every one has it
 * </pre>
 */
record PromiseTable(String system, List<Promise> promises) {
    private static final Path SOURCES = Checkout.ROOT.resolve("codegen/src/test/statements");

    /** @param tests each as {@code CLASS#METHOD} */
    record Promise(String published, List<String> tests, List<String> notes) {
        /** What is so of it now. */
        String state() {
            return tests.isEmpty() ? "open" : "kept";
        }
    }

    static PromiseTable of(String system) throws IOException {
        List<Promise> promises = new ArrayList<>();
        String text = Files.readString(SOURCES.resolve(system + ".txt")).strip();
        for (String block : text.split("\n\n+", -1)) {
            List<String> lines = block.lines().toList();
            promises.add(new Promise(lines.get(0), marked(lines, "! "), marked(lines, "~ ")));
        }
        return new PromiseTable(system, promises);
    }

    private static List<String> marked(List<String> lines, String mark) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()).strip())
                .toList();
    }

    /** Where it stands in the checkout. */
    Path file() {
        return Checkout.ROOT.resolve("docs/promises/" + system + ".md");
    }

    String markdown() throws IOException {
        StringBuilder text = new StringBuilder("# What " + title() + "'s page promises\n\n");
        text.append(
                        "Each statement of the published page, and the tests that fail when it is broken. Generated from\n[`")
                .append(system)
                .append(".txt`](../../codegen/src/test/statements/")
                .append(system)
                .append(".txt), where each statement stands with what the [generated page](../../examples/")
                .append(system)
                .append("/TELEMETRY.md) says.\n\n");
        text.append("| | the page says | state | tests |\n|---|---|---|---|\n");
        for (int i = 0; i < promises.size(); i++) {
            text.append(row(i + 1, promises.get(i)));
        }
        return text.toString();
    }

    private static String row(int number, Promise promise) {
        List<String> tests =
                promise.tests().stream().map(test -> "`" + test + "`").toList();
        String notes = promise.notes().isEmpty() ? "" : ". " + cell(String.join(" ", promise.notes()));
        return "| " + number + " | " + cell(promise.published()) + " | " + promise.state() + notes + " | "
                + String.join("<br>", tests) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private String title() throws IOException {
        Path page = Checkout.ROOT.resolve("examples/" + system + "/TELEMETRY.md");
        return Files.readAllLines(page).get(0).replaceFirst("^# Telemetry of ", "");
    }
}

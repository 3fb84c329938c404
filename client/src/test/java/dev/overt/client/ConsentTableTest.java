package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published truth table: it is what the program decides, and each of its rows is a test. */
final class ConsentTableTest {
    private static final Path PUBLISHED = Path.of("../docs/consent.md");
    private static final Path RENDERED = Path.of("target/consent.md");

    /** A row of the published table. */
    record Published(ConsentSetting.Default consent, List<String> cells) {
        List<ConsentSetting> settings() {
            List<List<ConsentColumn.Choice>> chosen = new ArrayList<>();
            for (ConsentColumn each : ConsentColumn.ALL) {
                chosen.add(each.named(cells.get(chosen.size())));
            }
            return ConsentColumn.settings(consent, chosen);
        }

        String outcome() {
            return String.join(" ", cells.subList(ConsentColumn.ALL.size(), cells.size()));
        }
    }

    @Test
    void table_isWhatTheProgramDecides() throws IOException {
        String rendered = ConsentTable.render();
        Files.writeString(RENDERED, rendered);
        assertThat(Files.exists(PUBLISHED) ? Files.readString(PUBLISHED) : "")
                .as("docs/consent.md is outdated; look at the difference, then: cp client/target/consent.md docs/")
                .isEqualTo(rendered);
    }

    @ParameterizedTest
    @MethodSource("published")
    void row_isDecidedAsPublished_inEachOfItsSituations(Published row) {
        List<ConsentSetting> settings = row.settings();
        assertThat(settings).isNotEmpty();
        for (ConsentSetting each : settings) {
            Decision decision = each.decide();
            assertThat((decision.on() ? "**on** " : "off ") + ConsentTable.reason(decision))
                    .isEqualTo(row.outcome());
        }
    }

    @Test
    void rows_coverEachSituationOnce() throws IOException {
        List<List<ConsentColumn.Choice>> all = new ArrayList<>();
        for (ConsentColumn each : ConsentColumn.ALL) {
            all.add(each.choices());
        }
        for (ConsentSetting.Default consent : ConsentSetting.Default.values()) {
            long covered = published()
                    .filter(row -> row.consent == consent)
                    .mapToLong(row -> row.settings().size())
                    .sum();
            assertThat(covered).isEqualTo(ConsentColumn.settings(consent, all).size());
        }
    }

    static Stream<Published> published() throws IOException {
        List<Published> rows = new ArrayList<>();
        ConsentSetting.Default consent = null;
        for (String line : Files.readAllLines(PUBLISHED)) {
            if (line.startsWith("## `default: ")) {
                String word = line.substring(line.indexOf(' ', 5) + 1, line.length() - 1);
                consent = ConsentSetting.Default.valueOf(word.toUpperCase(Locale.ROOT));
            } else if (consent != null && line.startsWith("| ") && !line.startsWith("| command")) {
                String cells = line.substring(2, line.length() - 2);
                rows.add(new Published(consent, List.of(cells.split(" \\| ", -1))));
            }
        }
        return rows.stream();
    }
}

package dev.overt.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.store.Table;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTextTest {
    @Test
    void aligned_padsWordsLeftAndNumbersRight_always() {
        Table table = new Table(List.of("command", "events"), List.of(List.of("run", 12L), List.of("doctor", 3L)));

        assertThat(new TableText(table).aligned()).isEqualTo("""
                        command  events
                        ───────  ──────
                        run          12
                        doctor        3
                        2 rows
                        """);
    }

    @Test
    void aligned_showsTheColumns_withoutRows() {
        assertThat(new TableText(new Table(List.of("n"), List.of())).aligned()).isEqualTo("n\n─\n0 rows\n");
    }

    @Test
    void aligned_hidesControlCharacters_ofStoredText() {
        Table table = new Table(List.of("text"), List.of(List.of("a\u001b[31mb\nc")));

        assertThat(new TableText(table).aligned()).contains("a?[31mb?c").doesNotContain("\u001b");
    }

    @Test
    void csv_quotesWhatNeedsIt_always() {
        Table table = new Table(List.of("a", "b,c"), List.of(Arrays.asList("say \"hi\"", null)));

        assertThat(new TableText(table).csv()).isEqualTo("a,\"b,c\"\r\n\"say \"\"hi\"\"\",\r\n");
    }
}

package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code overt init}, with somebody at the terminal and with nobody. */
final class InitInTerminalTest {
    private static final String FIRST_QUESTION = "Id of the product";

    @TempDir
    private Path folder;

    @Test
    void init_writesWhatLintsClean_afterTheQuestions() throws IOException {
        Run asked = init("ferret\n\nme@example.org\n\nsometimes\nnotice\n\n\n");

        assertThat(asked.status()).as(asked.out()).isZero();
        assertThat(asked.out()).contains("Its name, for people [ferret]").contains("Type one of ask, notice, on.");
        Path manifest = folder.resolve("telemetry.yaml");
        assertThat(manifest).content().contains("default: \"notice\"");
        Run linted = Run.of(Checkout.overt("lint", "--strict", manifest.toString()), folder, Map.of());
        assertThat(linted.status()).as(linted.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {Terminal.INTERRUPT, Terminal.END_OF_INPUT, "ferret\n" + Terminal.END_OF_INPUT})
    void init_writesNothing_whenTheQuestionsAreLeft(String keys) {
        assertThat(init(keys).status()).isNotZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void init_namesTheOptions_whereNobodyCanBeAsked() {
        Run run = Run.of(Checkout.overt("init", "--name", "Ferret"), folder, Map.of());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Nobody can be asked here").contains("--id", "--contact");
        assertThat(folder).isEmptyDirectory();
    }

    private Run init(String keys) {
        return Terminal.run(Checkout.overt("init"), folder, Map.of(), FIRST_QUESTION, keys);
    }
}

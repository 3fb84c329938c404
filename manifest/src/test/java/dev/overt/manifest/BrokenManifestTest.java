package dev.overt.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code broken/<case>.yaml} prints what {@code broken/<case>.txt} says. */
final class BrokenManifestTest {
    private static final Path FOLDER = Path.of("src/test/resources/broken");

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> cases = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
            return cases.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void read_printsTheProblems(String yaml) throws IOException {
        Reading reading = ManifestReader.read(yaml, Files.readAllBytes(FOLDER.resolve(yaml)));
        Path expected = FOLDER.resolve(yaml.replace(".yaml", ".txt"));
        assertThat(printed(reading)).isEqualTo(Files.readString(expected));
    }

    private static String printed(Reading reading) {
        List<Problem> problems = reading instanceof Reading.Accepted accepted
                ? Lint.check(accepted, TODAY)
                : ((Reading.Refused) reading).problems();
        return problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
    }
}

package dev.overt.examples.altimate;

import dev.overt.examples.altimate.AltimateCodeTelemetry.EnvironmentCensusDbtMaterializations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A dbt project, as far as it can be told from its files. */
record Project(boolean dbt, Map<EnvironmentCensusDbtMaterializations, Long> materializations) {
    private static final Pattern MATERIALIZED = Pattern.compile("materialized\\s*=\\s*'(\\w+)'");

    static Project scan(Path directory) throws IOException {
        Map<EnvironmentCensusDbtMaterializations, Long> counts =
                new EnumMap<>(EnvironmentCensusDbtMaterializations.class);
        Path models = directory.resolve("models");
        if (Files.isDirectory(models)) {
            for (Path model : files(models)) {
                Matcher found = MATERIALIZED.matcher(Files.readString(model));
                String kind = found.find() ? found.group(1) : "view";
                counts.merge(Word.of(EnvironmentCensusDbtMaterializations.class, kind), 1L, Long::sum);
            }
        }
        return new Project(Files.exists(directory.resolve("dbt_project.yml")), counts);
    }

    private static List<Path> files(Path models) throws IOException {
        try (Stream<Path> files = Files.walk(models)) {
            return files.filter(file -> file.toString().endsWith(".sql")).toList();
        }
    }
}

package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalFormTest {
    private static final int REWRITINGS = 300;
    /** How many leaves of the manifest of everything can be changed alone, at least. */
    private static final int LEAVES = 200;

    private static final int READ_AGAIN = 40;
    private static final Path EVERYTHING = Path.of("src/test/resources/valid/everything.yaml");
    /** Without a line break at its end, so that {@code sha256sum} prints the manifest's hash. */
    private static final Path GOLDEN = Path.of("../protocol/golden/manifest.json");

    static List<Path> files() {
        return YamlSource.files();
    }

    @Test
    void text_isTheGoldenOne_forInitRunner() throws IOException {
        assertThat(CanonicalForm.text(manifest(InitRunner.FILE))).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void text_isTheGoldenOne_forEverything() throws IOException {
        assertThat(JsonText.indented(CanonicalForm.tree(manifest(EVERYTHING))))
                .isEqualTo(Files.readString(Path.of("src/test/resources/canonical/everything.json")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void hash_isThatOfTheText(Path file) throws Exception {
        byte[] text = CanonicalForm.text(manifest(file)).getBytes(UTF_8);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        assertThat(manifest(file).hash()).isEqualTo("sha256:" + digest);
    }

    @ParameterizedTest
    @MethodSource("files")
    void text_isTheSame_howeverTheFileIsWritten(Path file) throws IOException {
        String text = CanonicalForm.text(manifest(file));
        for (long seed = 0; seed < REWRITINGS; seed++) {
            Random random = new Random(seed);
            Map<String, Object> tree = YamlSource.tree(file);
            Defaults.writeOut(tree, random);
            String yaml = RandomYaml.write(tree, random);
            assertThat(CanonicalForm.text(YamlSource.manifest(yaml)))
                    .as("seed %s:%n%s", seed, yaml)
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void text_isTheSame_forCrlf(Path file) throws IOException {
        String windows = Files.readString(file).replace("\n", "\r\n");
        assertThat(CanonicalForm.text(YamlSource.manifest(windows))).isEqualTo(CanonicalForm.text(manifest(file)));
    }

    @Test
    void text_isTheSame_whereTheMachineIs() {
        String text = CanonicalForm.text(manifest(EVERYTHING));
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(CanonicalForm.text(manifest(EVERYTHING))).isEqualTo(text);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void text_isReadAsTheSameManifest_whateverIsEdited(Path file) {
        Random random = new Random(7);
        Variants variants = Variants.of(file, random, READ_AGAIN, READ_AGAIN);
        for (Manifest manifest : variants.all()) {
            String text = CanonicalForm.text(manifest);
            Reading reading = ManifestReader.readCanonical("manifest.json", text.getBytes(UTF_8));
            assertThat(reading).as(text).isInstanceOf(Reading.Accepted.class);
            assertThat(CanonicalForm.text(((Reading.Accepted) reading).manifest()))
                    .isEqualTo(text);
        }
    }

    /** Names of the author's choice that are keys of the language elsewhere. */
    @Test
    void text_isReadAsTheSameManifest_whereNamesLookLikeKeys() {
        Map<String, Object> tree = YamlSource.tree(EVERYTHING);
        List.of("every", "environment", "labels").forEach(key -> {
            YamlSource.at(tree, "links").put(key, "3600s");
            YamlSource.at(tree, "common").put(key, YamlSource.tree("{type: os}"));
        });
        YamlSource.at(tree, "delivery").put("every", "999999d");
        String text = CanonicalForm.text(YamlSource.manifest(tree));
        Reading reading = ManifestReader.readCanonical("manifest.json", text.getBytes(UTF_8));
        assertThat(CanonicalForm.text(((Reading.Accepted) reading).manifest())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "7", "{}", "{\"consent\":[],\"events\":{\"a\":[]}}", "{\"overt\":1", "*a"})
    void readCanonical_refuses_whatIsNoManifest(String text) {
        assertThat(ManifestReader.readCanonical("manifest.json", text.getBytes(UTF_8)))
                .isInstanceOf(Reading.Refused.class);
    }

    @Test
    void text_sortsKeysByTheirUtf16Units() {
        Map<String, Object> tree = YamlSource.tree(EVERYTHING);
        Map<String, Object> links = YamlSource.at(tree, "links");
        links.clear();
        List.of("\uFB33", "\uD83D\uDE00", "é", "Z", "a").forEach(label -> links.put(label, "x"));
        assertThat(CanonicalForm.text(YamlSource.manifest(tree)))
                .contains("{\"Z\":\"x\",\"a\":\"x\",\"é\":\"x\",\"\uD83D\uDE00\":\"x\",\"\uFB33\":\"x\"}");
    }

    /** Whatever is changed or removed, the reader refuses it or the text shows it. */
    @Test
    void text_differs_forEveryOtherLeaf() {
        String text = CanonicalForm.text(manifest(EVERYTHING));
        Set<List<Object>> changed = new HashSet<>();
        for (Edit edit : Edit.all(YamlSource.tree(EVERYTHING))) {
            if (edit.replacement() != null && changed.contains(edit.path())) {
                continue;
            }
            Map<String, Object> edited = YamlSource.tree(EVERYTHING);
            edit.apply(edited);
            Manifest manifest = Edit.accepted(edited);
            if (manifest != null) {
                assertThat(CanonicalForm.text(manifest)).as(edit.toString()).isNotEqualTo(text);
                changed.add(edit.path());
            }
        }
        assertThat(changed).hasSizeGreaterThan(LEAVES);
    }

    @Test
    void text_differs_forAnotherOrder_whereItCounts() {
        for (String path : List.of("consent.environment", "consent.files")) {
            Map<String, Object> tree = YamlSource.tree(EVERYTHING);
            Map<String, Object> ordered = YamlSource.at(tree, path);
            String first = ordered.keySet().iterator().next();
            Object moved = ordered.remove(first);
            ordered.put(first, moved);
            assertThat(YamlSource.manifest(tree).hash())
                    .as(path)
                    .isNotEqualTo(manifest(EVERYTHING).hash());
        }
    }

    private static Manifest manifest(Path file) {
        return ((Reading.Accepted) ManifestReader.read(file)).manifest();
    }
}

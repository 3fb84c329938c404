package dev.overt.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of the difference between any two manifests. */
final class DifferencePropertyTest {
    /** Of the manifest of everything; of each example a tenth. */
    private static final int SINGLES = 400;

    private static final int SEVERAL = 30;
    private static final int PAIRS = 750;

    @Test
    void between_missesNoWideningAndNoChange_forRandomPairs() {
        int pairs = 0;
        int wider = 0;
        int notWidened = 0;
        for (long seed = 0; seed < YamlSource.files().size(); seed++) {
            Path file = YamlSource.files().get((int) seed);
            for (Manifest[] pair : pairs(file, new Random(seed))) {
                Difference difference = Difference.between(pair[0], pair[1]);
                List<String> disclosed = Disclosure.added(pair[0], pair[1], new Random(seed));
                assertThat(difference.changes().isEmpty())
                        .as("%s, seed %s: %s", file, seed, difference)
                        .isEqualTo(pair[0].hash().equals(pair[1].hash()));
                assertThat(difference.widens() || disclosed.isEmpty())
                        .as("%s, seed %s, disclosed: %s%nby: %s", file, seed, disclosed, difference.changes())
                        .isTrue();
                pairs++;
                wider += disclosed.isEmpty() ? 0 : 1;
                notWidened += difference.widens() || difference.changes().isEmpty() ? 0 : 1;
            }
        }
        assertThat(pairs).isGreaterThan(5_000);
        assertThat(wider).isGreaterThan(1_500);
        assertThat(notWidened).isGreaterThan(200);
    }

    /** Every single edit there and back, and pairs of manifests with several edits. */
    private static List<Manifest[]> pairs(Path file, Random random) {
        int singles = file.endsWith("everything.yaml") ? SINGLES : SINGLES / 10;
        Variants variants = Variants.of(file, random, singles, SEVERAL);
        List<Manifest[]> pairs = new ArrayList<>();
        pairs.add(new Manifest[] {variants.original(), variants.original()});
        for (Manifest edited : variants.single()) {
            pairs.add(new Manifest[] {variants.original(), edited});
            pairs.add(new Manifest[] {edited, variants.original()});
        }
        for (int i = 0; i < PAIRS; i++) {
            List<Manifest> several = variants.several();
            pairs.add(new Manifest[] {
                several.get(random.nextInt(several.size())), several.get(random.nextInt(several.size()))
            });
        }
        return pairs;
    }
}

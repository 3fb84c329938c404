package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class IdScanTest {
    private final Random random = new Random(17);

    private byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static List<byte[]> forms(byte[] raw) {
        String id = HexFormat.of().formatHex(raw);
        ByteBuffer halves = ByteBuffer.wrap(raw);
        UUID uuid = new UUID(halves.getLong(0), halves.getLong(8));
        byte[] stored = new byte[16];
        for (int i = 0; i < 16; i++) {
            stored[i] = raw[15 - i];
        }
        stored[15] ^= (byte) 0x80;
        List<byte[]> forms = new ArrayList<>(List.of(raw, stored));
        for (String text : List.of(
                id,
                id.toUpperCase(Locale.ROOT),
                uuid.toString(),
                uuid.toString().toUpperCase(Locale.ROOT),
                "abc" + id + "def")) {
            forms.add(text.getBytes(StandardCharsets.US_ASCII));
        }
        return forms;
    }

    private static Set<String> scan(IdScan scan, byte[] stream, Random cuts) {
        scan.begin();
        for (int at = 0; at < stream.length; ) {
            int count = Math.min(1 + cuts.nextInt(9), stream.length - at);
            scan.next(stream, at, count);
            at += count;
        }
        return scan.found();
    }

    @Test
    void found_hasAnIdInEveryForm_whereverTheStreamIsCut() {
        for (int round = 0; round < 300; round++) {
            byte[] raw = random(16);
            String id = HexFormat.of().formatHex(raw);
            IdScan scan = new IdScan(Set.of(id, HexFormat.of().formatHex(random(16))));
            for (byte[] form : forms(raw)) {
                byte[] stream = ByteBuffer.allocate(form.length + 200)
                        .put(random(random.nextInt(100)))
                        .put((byte) '"')
                        .put(form)
                        .array();
                assertThat(scan(scan, stream, random)).containsExactly(id);
                assertThat(scan(scan, random(100), random)).isEmpty();
            }
        }
    }

    @Test
    void found_hasNothing_whereADigitIsMissingOrAnother() {
        byte[] raw = random(16);
        IdScan scan = new IdScan(Set.of(HexFormat.of().formatHex(raw)));
        for (byte[] form : forms(raw)) {
            for (int i = 0; i < form.length; i++) {
                byte[] other = form.clone();
                other[i] ^= 1;
                boolean dash = form[i] == '-' || (form.length > 36 && (i < 3 || i >= form.length - 3));
                if (!dash) {
                    assertThat(scan(scan, other, random)).isEmpty();
                }
            }
        }
    }

    @Test
    void begin_forgetsWhatCameBefore() {
        byte[] raw = random(16);
        IdScan scan = new IdScan(Set.of(HexFormat.of().formatHex(raw)));
        scan.next(raw, 0, 8);
        scan.begin();
        scan.next(raw, 8, 8);
        assertThat(scan.found()).isEmpty();
    }
}

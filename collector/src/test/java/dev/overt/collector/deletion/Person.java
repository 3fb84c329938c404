package dev.overt.collector.deletion;

import dev.overt.collector.log.Installation;
import java.util.HexFormat;
import java.util.Random;

/** Somebody with an installation and its secret. */
record Person(String secret, String id) {
    static Person random(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        return new Person(secret, Proof.idOf(secret));
    }

    Installation installation() {
        return new Installation(DataFolder.PRODUCT, id);
    }
}

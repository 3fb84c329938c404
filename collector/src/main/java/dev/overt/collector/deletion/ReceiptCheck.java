package dev.overt.collector.deletion;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What can be said of receipts without the collector that wrote them. One thread. */
public final class ReceiptCheck {
    private final List<String> lines = new ArrayList<>();
    private boolean sound = true;

    private ReceiptCheck() {}

    /**
     * Checks one receipt, or a chain of them.
     *
     * @param file a receipt, an answer of a collector or a file of {@code telemetry delete} that holds one, or the collector's
     *     {@code receipts.jsonl}
     * @param trusted the public key that the reader trusts: as Base64 or as {@code /.well-known/overt-receipts.json}; null to
     *     trust the one that each receipt names
     * @param chain a {@code receipts.jsonl} in which every receipt of the file must be, unbroken from its first on; null for
     *     none
     * @param secret of an installation, whose every receipt of the file must be; null for the file's own, if it has one
     * @throws IllegalArgumentException if something is not what it should be; says what
     */
    public static ReceiptCheck of(
            byte[] file, @Nullable String trusted, byte @Nullable [] chain, @Nullable String secret) {
        ReceiptCheck check = new ReceiptCheck();
        List<Receipt> receipts = read(file);
        String key = trusted == null ? null : key(trusted.strip());
        String owner = secret == null ? secretWithin(file) : secret;
        receipts.forEach(receipt -> check.one(receipt, key, owner));
        if (receipts.size() > 1) {
            check.chain(receipts);
        }
        if (chain != null) {
            List<Receipt> links = read(chain);
            check.chain(links);
            links.forEach(link -> check.signature(link, key));
            receipts.forEach(receipt -> check.within(links, receipt));
        }
        return check;
    }

    private static String key(String trusted) {
        if (!trusted.startsWith("{")) {
            return trusted;
        }
        Object key =
                CanonicalJson.read(trusted.getBytes(StandardCharsets.UTF_8)).get("public_key");
        if (key instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the key's file has no public_key");
    }

    private static List<Receipt> read(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8).strip();
        try {
            return List.of(receipt(CanonicalJson.read(text.getBytes(StandardCharsets.UTF_8))));
        } catch (IllegalArgumentException notOne) {
            if (text.indexOf('\n') < 0) {
                throw notOne;
            }
        }
        return text.lines()
                .map(line -> receipt(CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }

    private static Receipt receipt(Map<String, Object> members) {
        if (members.get("receipt") instanceof Map<?, ?> within) {
            Map<String, Object> receipt = new TreeMap<>();
            within.forEach((name, value) -> receipt.put((String) name, value));
            return Receipt.of(receipt);
        }
        return Receipt.of(members);
    }

    /** Of a file that {@code telemetry delete} has written; null where it is another. */
    private static @Nullable String secretWithin(byte[] file) {
        try {
            return CanonicalJson.read(file).get("secret") instanceof String secret ? secret : null;
        } catch (IllegalArgumentException chain) {
            return null;
        }
    }

    private void one(Receipt receipt, @Nullable String key, @Nullable String secret) {
        lines.add("receipt " + receipt.sequence() + ": deletion " + receipt.deletion() + " of an installation of "
                + receipt.text("product") + ", asked for by the " + receipt.text("initiated") + " at "
                + receipt.members().get("requested_at") + ", complete at "
                + receipt.members().get("completed_at"));
        lines.add("  deleted " + receipt.members().get("deleted") + ", destinations "
                + receipt.members().get("destinations") + ", verified "
                + receipt.members().get("verified"));
        if (signature(receipt, key)) {
            lines.add("  signed with the key " + receipt.text("key")
                    + (key == null ? ", which you should compare with the collector's" : ""));
        }
        if (secret != null) {
            say(
                    receipt.isOf(secret),
                    "  it is of the installation that has the secret",
                    "  it is of another installation");
        }
    }

    private boolean signature(Receipt receipt, @Nullable String key) {
        boolean known = key == null || key.equals(receipt.text("public_key"));
        boolean signed = known && receipt.isSigned();
        if (!signed) {
            say(
                    false,
                    "",
                    "  receipt " + receipt.sequence()
                            + (known ? " was changed after it was signed" : " is signed with another key"));
        }
        return signed;
    }

    private void chain(List<Receipt> links) {
        String previous = Receipt.NONE_BEFORE;
        for (int i = 0; i < links.size(); i++) {
            Receipt link = links.get(i);
            if (link.sequence() != i || !link.text("previous").equals(previous)) {
                say(false, "", "the chain is broken before receipt " + link.sequence());
                return;
            }
            previous = link.hash();
        }
        lines.add("an unbroken chain of " + links.size() + " receipts, the last of which has the hash " + previous);
    }

    private void within(List<Receipt> links, Receipt receipt) {
        say(
                links.stream().anyMatch(link -> link.hash().equals(receipt.hash())),
                "receipt " + receipt.sequence() + " is in the chain",
                "receipt " + receipt.sequence() + " is not in the chain");
    }

    private void say(boolean holds, String yes, String no) {
        lines.add(holds ? yes : no);
        sound &= holds;
    }

    /** Whether all holds. */
    public boolean sound() {
        return sound;
    }

    /** What holds and what does not, for people. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}

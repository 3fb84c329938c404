package dev.overt.scrub;

import java.util.function.UnaryOperator;

/**
 * What a product that declares {@code text} or {@code sql} hands to Overt's client with it. Thread-safe, never throws,
 * and reads each character of a text a bounded number of times. What it needs is loaded when it is first applied.
 */
public final class Scrubber implements UnaryOperator<String> {
    private static final Scrubber TEXT = new Scrubber(false);
    private static final Scrubber SQL = new Scrubber(true);

    private final boolean sql;

    private Scrubber(boolean sql) {
        this.sql = sql;
    }

    /**
     * One line of a text, without the paths, addresses, hosts and secrets in it: {@code <path>, <url>, <host>, <email>,
     * <ip>} or {@code <secret>} stands for each. Of a text of more than 8192 characters it reads the first 8192.
     */
    public static UnaryOperator<String> text() {
        return TEXT;
    }

    /**
     * The shape of an SQL statement: its keywords, with {@code x} for each name and {@code ?} for each literal or list
     * of them. Of a statement of more than 65,536 characters it reads the first 65,536.
     */
    public static UnaryOperator<String> sql() {
        return SQL;
    }

    @Override
    public String apply(String text) {
        return sql ? SqlMask.mask(text) : TextScrubber.scrub(text, Places.OF_THIS_PROCESS);
    }
}

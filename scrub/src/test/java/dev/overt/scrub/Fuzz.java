package dev.overt.scrub;

/**
 * From which seed, and how long, generated inputs are tried: the same in every run, so that a build does not depend on
 * chance. A longer campaign: {@code ./overt test scrub -Dovert.fuzz.seed=1 -Dovert.fuzz.factor=50}.
 */
final class Fuzz {
    private static final long SEED = 20_261_121;

    private Fuzz() {}

    static long seed() {
        return Long.getLong("overt.fuzz.seed", SEED);
    }

    /** {@code rounds}, or as many times more as a campaign asks for. */
    static int rounds(int rounds) {
        return rounds * Integer.getInteger("overt.fuzz.factor", 1);
    }
}

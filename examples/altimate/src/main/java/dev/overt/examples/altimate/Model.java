package dev.overt.examples.altimate;

/** An AI model, by its id, and who runs it. */
record Model(String id, String provider) {
    /** How many tokens its context holds. */
    static final long CONTEXT_TOKENS = 200_000;

    private static final double DOLLARS_A_TOKEN_IN = 3e-6;
    private static final double DOLLARS_A_TOKEN_OUT = 15e-6;

    static double dollars(long tokensIn, long tokensOut) {
        return tokensIn * DOLLARS_A_TOKEN_IN + tokensOut * DOLLARS_A_TOKEN_OUT;
    }
}

package dev.overt.collector.forward;

/** A request breaks a rule that its receiver's vendor documents; the message names the rule. */
final class BrokenRule extends RuntimeException {
    private static final long serialVersionUID = 1;

    private BrokenRule(String rule) {
        super(rule);
    }

    static void unless(boolean kept, String rule) {
        if (!kept) {
            throw new BrokenRule(rule);
        }
    }
}

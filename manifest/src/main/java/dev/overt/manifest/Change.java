package dev.overt.manifest;

/**
 * One thing that a manifest says differently from an earlier one.
 *
 * @param path keys of the canonical form, with dots between them
 * @param what it means, in one sentence for people
 */
public record Change(String path, Kind kind, String what) {
    /** Which way a change goes. */
    public enum Kind {
        /** Less is collected, kept or known than before, or more is in people's hands. */
        NARROWING,
        /** It makes no difference to what is collected. */
        NEUTRAL,
        /** More is collected, kept or known than before, or less is in people's hands; also whatever cannot be judged. */
        WIDENING
    }
}

package dev.overt.collector.deletion;

import java.util.Locale;

/** How far a destination is with deleting what was forwarded to it. */
public enum ErasureState {
    /** Nothing is left there, and nothing more is sent. */
    DONE,
    /** It will be deleted; the destination is asked again later. */
    PENDING,
    /** The destination offers no way to delete; a receipt says so. */
    IMPOSSIBLE;

    /** The word of receipts and files. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

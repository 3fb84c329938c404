package dev.overt.collector.store;

/**
 * What a store holds of one installation.
 *
 * @param events rows in the tables of its product
 * @param others rows in the collector's own tables: those quarantined under the id of one of its events, and any in which
 *     a sender has put the install id
 * @param notes rows in which the collector itself has noted the id: that something was dropped of it, or that it is not new
 */
public record InstallationRows(long events, long others, long notes) {
    static final InstallationRows NONE = new InstallationRows(0, 0, 0);

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return equals(NONE);
    }
}

package dev.overt.collector.deletion;

/**
 * What is to be done next of a deletion. Each step can be done again without harm, so that one that was cut off is begun
 * anew.
 *
 * <pre>
 * LOG           what there is in log and store is counted and noted; then it is taken out of the log
 * STORE         its rows are deleted
 * PURGE         the store's file is written anew, and what was set aside is deleted
 * ROLLUPS       counts of periods that are still open are made again from the rows that are left
 * DESTINATIONS  whoever events were forwarded to is asked to delete them, until each has, or says that it cannot
 * VERIFY        every file is looked through for the id; if one has it, all begins again
 * RECEIPT       the receipt is signed and kept, and the id is forgotten
 * </pre>
 */
enum Step {
    LOG,
    STORE,
    PURGE,
    ROLLUPS,
    DESTINATIONS,
    VERIFY,
    RECEIPT
}

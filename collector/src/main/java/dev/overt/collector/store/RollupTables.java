package dev.overt.collector.store;

import dev.overt.manifest.Manifest;

/**
 * The tables of counts, in the collector's own schema. Times are UTC, {@code start} is when a period begins, and
 * {@code ''} in a column stands for: not split by it. {@code installs} are distinct installation ids, and each row without
 * one counts as one. None has a key, for DuckDB gives the space of deleted rows back only where there is no index.
 *
 * <pre>
 * counts    what an event, or all events together (event ''), and each value of each property came to;
 *           property and value '' stand for the event itself
 * outcomes  how the event of commands ended
 * funnel    how installations went; in a sealed period a step is null where it is of nobody or of too few
 * cohorts   of the installations first seen in the week from {@code cohort} on, how many were there {@code week} weeks later
 * periods   what is counted: {@code sealed_at} null while rows may still come, {@code rows} that it was counted from,
 *           {@code k} under which cells were merged when it was sealed
 * touched   days of which rows have come or gone and are not counted yet; {@code mark} tells later ones apart
 * known     installations with rows that had others before, which expired: they belong to no open cohort
 * missing_before  days up to which what was received is missing: an installation that is there in the week of such a day
 *           may be an old one, and belongs to no open cohort
 * purges    what expired: {@code rows} of the product that were received before {@code received_from}
 * </pre>
 */
final class RollupTables {
    /** Version of how rows are counted. */
    private static final String CODE_VERSION = "2";

    static final String DEFINITIONS = """
            CREATE TABLE IF NOT EXISTS overt.counts (
                product VARCHAR, grain VARCHAR, start TIMESTAMP, event VARCHAR, property VARCHAR, value VARCHAR,
                version VARCHAR, os VARCHAR, events BIGINT, installs BIGINT);
            CREATE TABLE IF NOT EXISTS overt.outcomes (
                product VARCHAR, grain VARCHAR, start TIMESTAMP, command VARCHAR, outcome VARCHAR, error VARCHAR,
                version VARCHAR, os VARCHAR, events BIGINT, installs BIGINT);
            CREATE TABLE IF NOT EXISTS overt.funnel (
                product VARCHAR, grain VARCHAR, start TIMESTAMP, os VARCHAR, arch VARCHAR, release VARCHAR,
                started BIGINT, completed BIGINT, failed BIGINT);
            CREATE TABLE IF NOT EXISTS overt.cohorts (product VARCHAR, cohort DATE, week INTEGER, installs BIGINT);
            CREATE TABLE IF NOT EXISTS overt.periods (
                product VARCHAR, grain VARCHAR, start TIMESTAMP, sealed_at TIMESTAMP, rows BIGINT, code_version VARCHAR,
                k INTEGER);
            CREATE TABLE IF NOT EXISTS overt.touched (product VARCHAR, day DATE, mark BIGINT);
            CREATE TABLE IF NOT EXISTS overt.known (product VARCHAR, install_id VARCHAR);
            CREATE TABLE IF NOT EXISTS overt.missing_before (day DATE);
            CREATE TABLE IF NOT EXISTS overt.purges (
                product VARCHAR, purged_at TIMESTAMP, received_from DATE, rows BIGINT);
            """;

    private RollupTables() {}

    /** What the open periods of a manifest are counted by: those of another version are counted anew. */
    static String codeVersion(Manifest manifest) {
        String hash = manifest.hash();
        return CODE_VERSION + "/" + hash.substring(hash.indexOf(':') + 1, hash.indexOf(':') + 13);
    }
}

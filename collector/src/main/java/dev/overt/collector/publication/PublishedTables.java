package dev.overt.collector.publication;

import java.util.List;

/**
 * The tables that viewers see. Weeks begin on Monday, by UTC; every number is a multiple of 5; {@code ''} stands for: not
 * split by it.
 *
 * <pre>
 * weeks     up to the end of which day a week was published
 * counts    a week's events (event ''), those of each event, and of each value of its properties; each by version or by os
 *           as well. value and version may be {@code Other}: what the others leave of their total; its installs are null
 * days      the days of a week
 * months    installations of a month
 * outcomes  how the commands of a week ended
 * cohorts   of the installations of a week, how many were first seen in the week from {@code cohort} on
 * drops     what was dropped in a week; without names and a count where nobody knows how many installations sent it
 * </pre>
 */
public final class PublishedTables {
    /** Makes them where they are not there. */
    public static final String DEFINITIONS = """
            CREATE TABLE IF NOT EXISTS weeks (product VARCHAR, start DATE, through DATE);
            CREATE TABLE IF NOT EXISTS counts (
                product VARCHAR, start DATE, event VARCHAR, property VARCHAR, value VARCHAR, version VARCHAR,
                os VARCHAR, events BIGINT, installs BIGINT);
            CREATE TABLE IF NOT EXISTS days (product VARCHAR, start DATE, day DATE, events BIGINT, installs BIGINT);
            CREATE TABLE IF NOT EXISTS months (product VARCHAR, start DATE, installs BIGINT);
            CREATE TABLE IF NOT EXISTS outcomes (
                product VARCHAR, start DATE, command VARCHAR, outcome VARCHAR, events BIGINT, installs BIGINT);
            CREATE TABLE IF NOT EXISTS cohorts (product VARCHAR, start DATE, cohort DATE, installs BIGINT);
            CREATE TABLE IF NOT EXISTS drops (
                product VARCHAR, start DATE, reason VARCHAR, event VARCHAR, property VARCHAR, count BIGINT);
            """;

    static final String WEEKS = "weeks";
    static final String COUNTS = "counts";
    static final String DAYS = "days";
    static final String MONTHS = "months";
    static final String OUTCOMES = "outcomes";
    static final String COHORTS = "cohorts";
    static final String DROPS = "drops";

    /** What is replaced together. */
    static final List<String> OF_A_WEEK = List.of(WEEKS, COUNTS, DAYS, OUTCOMES, COHORTS, DROPS);

    private PublishedTables() {}
}

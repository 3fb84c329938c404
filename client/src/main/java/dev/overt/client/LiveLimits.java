package dev.overt.client;

/**
 * How live delivery is bounded.
 *
 * @param maxEvents how many events wait in memory at most
 * @param retries how often an event is sent again after a failure
 * @param exitMillis the longest wait at the end of the process
 */
record LiveLimits(int maxEvents, int retries, long exitMillis) {}

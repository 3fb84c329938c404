package dev.overt.manifest;

import java.time.Duration;
import java.util.Optional;

/**
 * How long what was reported is kept.
 *
 * @param raw how long events are kept, in whole days
 * @param rollups how long counts are kept, in whole days; empty where for ever
 */
public record Retention(Duration raw, Optional<Duration> rollups) {}

package dev.overt.client;

import org.jspecify.annotations.Nullable;

/** One finished command: all that its event may tell about it. */
record CommandRun(String command, int exitCode, @Nullable Throwable error, long durationMillis) {}

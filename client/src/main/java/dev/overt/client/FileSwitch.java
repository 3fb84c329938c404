package dev.overt.client;

import java.util.List;

/**
 * A file of preferences that may turn telemetry off, and never on.
 *
 * @param path absolute, or starting with {@code ~/}
 * @param key a dotted path in the file's JSON; empty where the whole file is the word
 * @param on words that say nothing against telemetry
 * @param off words that refuse
 */
record FileSwitch(String path, String key, List<String> on, List<String> off) {}

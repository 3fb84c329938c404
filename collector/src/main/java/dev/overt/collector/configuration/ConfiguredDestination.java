package dev.overt.collector.configuration;

import java.util.Map;

/**
 * A destination of a product that is on, as its operator sets it.
 *
 * @param name as the product's manifest names it
 * @param values what stands in the file
 * @param secrets what a file or a variable of the environment holds
 * @param origin where it stands, for a message
 */
public record ConfiguredDestination(
        String name, Map<String, String> values, Map<String, String> secrets, String origin) {
    public ConfiguredDestination {
        values = Map.copyOf(values);
        secrets = Map.copyOf(secrets);
    }

    /** Without the secrets, which stand in no log. */
    @Override
    public String toString() {
        return "ConfiguredDestination[name=" + name + ", values=" + values + ", origin=" + origin + "]";
    }
}

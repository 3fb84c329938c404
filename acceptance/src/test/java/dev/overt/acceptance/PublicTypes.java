package dev.overt.acceptance;

import java.util.Map;

/** How many public top-level types each package may have: what others build on, and no more. */
final class PublicTypes {
    static final Map<String, Integer> BUDGET = Map.ofEntries(
            Map.entry("dev.overt.client", 6),
            Map.entry("dev.overt.codegen", 8),
            Map.entry("dev.overt.collector", 8),
            Map.entry("dev.overt.collector.anonymity", 4),
            Map.entry("dev.overt.collector.cloudevents", 1),
            Map.entry("dev.overt.collector.configuration", 8),
            Map.entry("dev.overt.collector.dashboard", 3),
            Map.entry("dev.overt.collector.deletion", 8),
            Map.entry("dev.overt.collector.enforce", 5),
            Map.entry("dev.overt.collector.files", 1),
            Map.entry("dev.overt.collector.forward", 5),
            Map.entry("dev.overt.collector.ga4", 1),
            Map.entry("dev.overt.collector.insights", 1),
            Map.entry("dev.overt.collector.log", 13),
            Map.entry("dev.overt.collector.logging", 1),
            Map.entry("dev.overt.collector.operate", 8),
            Map.entry("dev.overt.collector.otlp", 1),
            Map.entry("dev.overt.collector.posthog", 1),
            Map.entry("dev.overt.collector.publication", 2),
            Map.entry("dev.overt.collector.receive", 12),
            Map.entry("dev.overt.collector.rollup", 2),
            Map.entry("dev.overt.collector.runmat", 1),
            Map.entry("dev.overt.collector.segment", 1),
            Map.entry("dev.overt.collector.store", 11),
            Map.entry("dev.overt.collector.web", 12),
            Map.entry("dev.overt.manifest", 28),
            Map.entry("dev.overt.maven", 2),
            Map.entry("dev.overt.picocli", 1),
            Map.entry("dev.overt.scrub", 1),
            Map.entry("dev.overt.tool", 1),
            Map.entry("dev.overt.tool.sample", 2));

    private PublicTypes() {}
}

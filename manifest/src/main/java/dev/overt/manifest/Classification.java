package dev.overt.manifest;

import static dev.overt.manifest.Change.Kind.NARROWING;
import static dev.overt.manifest.Change.Kind.NEUTRAL;
import static dev.overt.manifest.Change.Kind.WIDENING;

import java.util.List;
import java.util.Map;

/**
 * Which way each change of a manifest goes: one rule for each {@link Step#shape}. A place without a rule is judged by
 * what stands deeper in it; where there is nothing deeper it is a widening, so that nothing passes by oversight.
 */
final class Classification {
    private static final Map<String, Judge> RULES = Map.ofEntries(
            Map.entry("product.id", Judge.widening("The product's id", ", so an earlier refusal or id is not found.")),
            Map.entry("product.name", Judge.neutral("The product's name")),
            Map.entry("product.contact", Judge.neutral("The contact")),
            Map.entry("product.command", Judge.neutral("The product's command")),
            Map.entry("purpose", Judge.neutral("The purpose")),
            Map.entry("separate.*", Judge.neutral("What is said of %s, which is not this telemetry,")),
            Map.entry("history.*", Judge.neutral("What is said of version %s")),
            Map.entry("links.*", Judge.neutral("The link %s")),
            Map.entry("accept.*", Judge.neutral("The reason to depart from the rule %s")),
            Map.entry(
                    "never",
                    Judge.words(
                            NARROWING,
                            "It is promised now that these are never sent: %2$s.",
                            WIDENING,
                            "It is promised no more that these are never sent: %2$s.")),
            // Consent
            Map.entry(
                    "consent.default",
                    Judge.ranked(List.of("ask", "notice", "on"), "For people who have said nothing, the default is")),
            Map.entry("consent.covers", Judge.one(ConsentChanges::covers)),
            Map.entry("consent.ask.title", Judge.neutral("The title above the question or the notice")),
            Map.entry("consent.ask.text", Judge.neutral("The text of the question or the notice")),
            Map.entry("consent.ask.question", Judge.neutral("The question")),
            Map.entry("consent.in-ci", Judge.ranked(List.of("off", "on"), "In CI, telemetry is")),
            Map.entry(
                    "consent.without-terminal",
                    Judge.ranked(List.of("off", "on"), "Where input or output is not a terminal, telemetry is")),
            Map.entry(
                    "consent.quiet",
                    Judge.words(
                            NARROWING,
                            "These commands neither ask nor report any more: %2$s.",
                            WIDENING,
                            "These commands, which were quiet, ask and report: %2$s.")),
            Map.entry("consent.environment", OrderedSwitches.ENVIRONMENT),
            Map.entry("consent.files", OrderedSwitches.FILES),
            Map.entry(
                    "consent.status-in",
                    Judge.words(
                            NEUTRAL,
                            "These commands print the status of telemetry too: %2$s.",
                            NEUTRAL,
                            "These commands do not print the status of telemetry any more: %2$s.")),
            Map.entry("consent.state", Judge.one(ConsentChanges::state)),
            Map.entry("identity", ConsentChanges::identity),
            Map.entry("web", ConsentChanges::web),
            Map.entry("web.ask.title", Judge.neutral("The banner's title")),
            Map.entry("web.ask.text", Judge.neutral("The banner's text")),
            Map.entry("web.ask.accept", Judge.neutral("The banner's button to accept")),
            Map.entry("web.ask.refuse", Judge.neutral("The banner's button to refuse")),
            Map.entry(
                    "web.storage",
                    Judge.widening("The browser's key of the choice", ", so an earlier refusal is not found.")),
            Map.entry(
                    "web.refused-before.*",
                    Judge.words(
                            NARROWING,
                            "In the browser's earlier key, these values are refusals too: %2$s.",
                            WIDENING,
                            "In the browser's earlier key, these values are not refusals any more: %2$s.")),
            Map.entry("container.marker", Judge.neutral("The file that tells a container's earlier version")),
            // Events
            Map.entry("events.*", EventChanges::event),
            Map.entry("events.*.why", Judge.neutral("The reason for %s")),
            Map.entry("events.*.when", Judge.neutral("The sentence on when %s is recorded")),
            Map.entry("events.*.trigger", Judge.one(EventChanges::trigger)),
            Map.entry("events.*.expires", Judge.one(EventChanges::expires)),
            Map.entry("events.*.from", EventChanges::from),
            Map.entry("property", EventChanges::property),
            Map.entry("property.of", Judge.one(EventChanges::fact)),
            Map.entry("property.optional", Judge.one(EventChanges::optional)),
            Map.entry("property.what", Judge.neutral("The sentence on %s")),
            Map.entry("property.expires", Judge.one(EventChanges::expires)),
            Map.entry("property.from", EventChanges::from),
            Map.entry("property.values", EventChanges::values),
            Map.entry("property.otherwise", Judge.one(EventChanges::otherwise)),
            Map.entry("property.min", Judge.downward("The smallest value of %s is")),
            Map.entry("property.max", Judge.upward("The limit (`max`) of %s is")),
            Map.entry("property.decimals", Judge.upward("The number of decimals of %s is")),
            Map.entry("property.bounds", Judge.one(EventChanges::bounds)),
            Map.entry("property.labels", Judge.neutral("The name of each range of %s")),
            Map.entry(
                    "property.keep",
                    Judge.ranked(List.of("major", "minor", "patch", "full"), "The part of %s that is kept is")),
            Map.entry("property.examples", Judge.neutral("The list of examples of %s")),
            Map.entry("property.justification", Judge.neutral("The justification of %s")),
            // Where it goes and how long it stays
            Map.entry("delivery.mode", Judge.one(DeliveryChanges::mode)),
            Map.entry("delivery.every", Judge.neutral("The shortest time between two uploads")),
            Map.entry("delivery.collector", Judge.one(DeliveryChanges::collector)),
            Map.entry("delivery.buffer", Judge.neutral("The number of events that wait in memory")),
            Map.entry("delivery.retries", Judge.neutral("The number of times that an event is tried again")),
            Map.entry("delivery.exit", Judge.neutral("The longest wait at the end of the tool")),
            Map.entry("delivery.timeout", Judge.neutral("The longest time of a script's request")),
            Map.entry("destinations.*", DeliveryChanges::destination),
            Map.entry("destinations.*.type", Judge.widening("The kind of the destination %s", ".")),
            Map.entry("destinations.*.url", Judge.widening("The address of the destination %s", ".")),
            Map.entry("destinations.*.region", Judge.widening("The region of the destination %s", ".")),
            Map.entry("destinations.*.name", Judge.neutral("The name of the destination %s")),
            Map.entry("destinations.*.privacy", Judge.neutral("The privacy page of the destination %s")),
            Map.entry("retention.raw", Judge.one(step -> DeliveryChanges.retention(step, "Events are"))),
            Map.entry("retention.rollups", Judge.one(step -> DeliveryChanges.retention(step, "Counts are"))));

    private Classification() {}

    /** The changes at {@code step} and in it; at least one where there is a difference. */
    static List<Change> changes(Step step) {
        if (step.isSame()) {
            return List.of();
        }
        Judge rule = RULES.get(step.shape());
        if (rule == null && step.isMapping()) {
            return deeper(step.children());
        }
        List<Change> changes = rule == null ? List.of() : rule.changes(step);
        return changes.isEmpty() ? List.of(unknown(step)) : changes;
    }

    static List<Change> deeper(List<Step> steps) {
        return steps.stream().flatMap(step -> changes(step).stream()).toList();
    }

    private static Change unknown(Step step) {
        return step.widens("`" + String.join(".", step.path()) + "` is different, and no rule says what that means.");
    }
}

package dev.overt.codegen;

import dev.overt.manifest.CanonicalForm;
import dev.overt.manifest.Event;
import dev.overt.manifest.JsonText;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Renders {@code allowlist.json}: all that may leave a machine, for programs and for reviewers. Thread-safe.
 *
 * <pre>
 * overt       version of the manifest's language
 * product     the product's id
 * manifest    sha256: and the hash of the manifest
 * identity    install-id, per-event or none
 * events      name → trigger (absent where the tool's code records it), expires, properties
 * properties  name → type, its limits, of, optional and expires, as in the manifest's canonical form
 * </pre>
 */
public final class Allowlist {
    /** Keys of a property that limit nothing. */
    private static final Set<String> FOR_PEOPLE = Set.of("examples", "justification", "what");

    private Allowlist() {}

    /** The file; the same manifest gives the same bytes. */
    public static String render(Manifest manifest) {
        Map<String, Object> tree = CanonicalForm.tree(manifest);
        Map<String, Object> allowlist = new LinkedHashMap<>();
        allowlist.put("overt", 1);
        allowlist.put("product", manifest.product().id());
        allowlist.put("manifest", manifest.hash());
        allowlist.put(
                "identity", Objects.requireNonNull(mapping(tree, "identity").get("kind")));
        Map<String, Object> events = new LinkedHashMap<>();
        manifest.events().forEach(event -> events.put(event.name(), event(manifest, event, tree)));
        allowlist.put("events", events);
        return JsonText.indented(allowlist);
    }

    private static Map<String, Object> event(Manifest manifest, Event event, Map<String, Object> tree) {
        Map<String, Object> declared = mapping(mapping(tree, "events"), event.name());
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Property property : manifest.properties(event)) {
            Map<String, Object> group = manifest.common().contains(property) ? tree : declared;
            String key = manifest.common().contains(property) ? "common" : "properties";
            properties.put(property.name(), limits(mapping(mapping(group, key), property.name())));
        }
        Map<String, Object> allowed = new LinkedHashMap<>(declared);
        allowed.keySet().retainAll(Set.of("expires", "trigger"));
        allowed.put("properties", properties);
        return allowed;
    }

    private static Map<String, Object> limits(Map<String, Object> property) {
        Map<String, Object> limits = new LinkedHashMap<>(property);
        limits.keySet().removeAll(FOR_PEOPLE);
        return limits;
    }

    private static Map<String, Object> mapping(Map<String, Object> tree, String key) {
        Map<String, Object> mapping = new TreeMap<>();
        if (tree.get(key) instanceof Map<?, ?> found) {
            found.forEach((name, value) -> mapping.put(String.valueOf(name), Objects.requireNonNull(value)));
        }
        return mapping;
    }
}

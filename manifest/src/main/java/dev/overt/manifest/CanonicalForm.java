package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a manifest says, in the one form that every file that says the same has: the order of keys and of sets,
 * comments, quotes, line ends and defaults make no difference.
 *
 * <pre>
 * keys             those of the YAML, at the same paths, each mapping in the order of its keys' UTF-16 units
 * defaults         written out; what is absent or empty is left out
 * sets             values, examples, never, quiet, status-in, from of an event, and the words of variables, files and
 *                  refused-before: sorted
 * lists            purpose, bounds, from of a property, and the values of a platform or a list, where the order counts
 * environment      a list, since the order counts: {name, on, off}, {name, off: truthy}, {name, debug} or {name, collector}
 * files            a list, since the order counts: {path, json, on, off, set-by}
 * bounds           in milliseconds, bytes or as a count; labels beside them are what is reported
 * intervals        in seconds: 3600s
 * numbers          in full, without an exponent and without zeros at the end
 * </pre>
 */
public final class CanonicalForm {
    private CanonicalForm() {}

    /** Maps with sorted keys, lists, strings, whole numbers, {@link java.math.BigDecimal}s and booleans. */
    public static Map<String, Object> tree(Manifest manifest) {
        return new CanonicalMapping()
                .with("overt", 1)
                .with("product", product(manifest.product()))
                .with("purpose", manifest.explanation().purpose())
                .with("separate", statements(manifest.explanation().separate()))
                .with("history", statements(manifest.explanation().history()))
                .with("links", statements(manifest.explanation().links()))
                .with("consent", CanonicalConsent.tree(manifest.consent()))
                .with("identity", identity(manifest.identity()))
                .with("common", CanonicalEvent.properties(manifest.common()))
                .with("events", mapping(manifest.events(), Event::name, CanonicalEvent::tree))
                .with("never", set(manifest.never()))
                .with("delivery", delivery(manifest.delivery()))
                .with("destinations", mapping(manifest.destinations(), Destination::id, CanonicalForm::destination))
                .with("retention", retention(manifest.retention()))
                .with("web", manifest.web() == null ? null : web(manifest.web()))
                .with(
                        "container",
                        new CanonicalMapping().with("marker", manifest.marker()).tree())
                .with("accept", statements(manifest.accept()))
                .tree();
    }

    /** {@link #tree} as JSON without a space, its strings escaped as RFC 8785 says. */
    public static String text(Manifest manifest) {
        return JsonText.compact(tree(manifest));
    }

    /** {@code sha256:} and the SHA-256 of the text in UTF-8, in lower-case hexadecimal. */
    static String hash(Manifest manifest) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "sha256:"
                    + HexFormat.of().formatHex(digest.digest(text(manifest).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Words whose order does not count. */
    static List<String> set(Collection<String> words) {
        return words.stream().sorted().toList();
    }

    private static Map<String, Object> product(Product product) {
        return new CanonicalMapping()
                .with("id", product.id())
                .with("name", product.name())
                .with("contact", product.contact())
                .with("command", product.command())
                .tree();
    }

    private static Map<String, Object> identity(Identity identity) {
        return new CanonicalMapping()
                .with("kind", Choice.word(identity.kind()))
                .with("file", identity.file())
                .tree();
    }

    private static Map<String, Object> delivery(Delivery delivery) {
        boolean live = delivery.mode() == Delivery.Mode.LIVE;
        boolean post = delivery.mode() == Delivery.Mode.POST;
        return new CanonicalMapping()
                .with("mode", Choice.word(delivery.mode()))
                .with("every", post ? null : seconds(delivery.every()))
                .with("collector", delivery.collector().toString())
                .with("buffer", live ? delivery.buffer() : null)
                .with("retries", live ? delivery.retries() : null)
                .with("exit", live ? seconds(delivery.exit()) : null)
                .with("timeout", seconds(delivery.timeout()))
                .tree();
    }

    private static Map<String, Object> destination(Destination destination) {
        return new CanonicalMapping()
                .with("type", Choice.word(destination.type()))
                .with("name", destination.name())
                .with("url", destination.url().toString())
                .with("region", destination.region())
                .with("privacy", destination.privacy())
                .tree();
    }

    private static Map<String, Object> retention(Retention retention) {
        return new CanonicalMapping()
                .with("raw", period(retention.raw()))
                .with("rollups", period(retention.rollups()))
                .tree();
    }

    private static String period(Retention.Period period) {
        if (period instanceof Retention.Period.Days kept) {
            return kept.days() + "d";
        }
        return period instanceof Retention.Period.None ? "none" : "forever";
    }

    private static Map<String, Object> web(Web web) {
        CanonicalMapping ask = new CanonicalMapping()
                .with("title", web.title())
                .with("text", web.text())
                .with("accept", web.accept())
                .with("refuse", web.refuse());
        return new CanonicalMapping()
                .with("ask", ask.tree())
                .with("storage", web.storage())
                .with("refused-before", mapping(web.refusedBefore(), Web.EarlierKey::key, key -> set(key.values())))
                .tree();
    }

    private static Map<String, Object> statements(List<Statement> statements) {
        return mapping(statements, Statement::name, Statement::text);
    }

    /** Named things, by their names. */
    static <T> Map<String, Object> mapping(List<T> items, Function<T, String> key, Function<T, Object> value) {
        CanonicalMapping mapping = new CanonicalMapping();
        items.forEach(item -> mapping.with(key.apply(item), value.apply(item)));
        return mapping.tree();
    }

    private static String seconds(Duration interval) {
        return interval.toSeconds() + "s";
    }
}

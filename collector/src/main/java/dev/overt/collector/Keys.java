package dev.overt.collector;

import dev.overt.collector.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The keys of a collector, made at its first start and kept in {@code keys.json}:
 *
 * <pre>
 * {"admin":"admin_&lt;64 hex&gt;","products":{"initrunner":"wk_&lt;32 hex&gt;"}}
 * </pre>
 *
 * @param admin token of who may query everything
 * @param products product id to write key; products once served keep theirs
 */
record Keys(String admin, Map<String, String> products) {
    private static final int WRITE_KEY_BYTES = 16;
    private static final int ADMIN_TOKEN_BYTES = 32;

    /** The keys of the folder, with one for each of {@code productIds}; what is missing is made and kept. */
    static Keys open(DataDirectory directory, List<String> productIds) {
        Keys kept = Files.exists(directory.keys()) ? read(directory.keys()) : null;
        Map<String, String> products = new TreeMap<>(kept == null ? Map.of() : kept.products());
        productIds.forEach(id -> products.computeIfAbsent(id, any -> "wk_" + random(WRITE_KEY_BYTES)));
        Keys keys = new Keys(kept == null ? "admin_" + random(ADMIN_TOKEN_BYTES) : kept.admin(), products);
        if (!keys.equals(kept)) {
            PrivateFile.write(directory.keys(), keys.json());
        }
        return keys;
    }

    /** A key that is kept nowhere. */
    static String unkept() {
        return random(ADMIN_TOKEN_BYTES);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    static Keys read(Path file) {
        try (JsonParser json = Json.parser(Files.readAllBytes(file))) {
            Keys keys = read(json);
            if (keys != null) {
                return keys;
            }
        } catch (JacksonException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            throw new CollectorException(
                    "cannot read " + file + ": " + DataDirectory.reason(e) + ". Run as the user who owns the folder.",
                    e);
        }
        throw damaged(file, null);
    }

    private static @Nullable Keys read(JsonParser json) {
        String admin = null;
        Map<String, String> products = new TreeMap<>();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("admin") && value == JsonToken.VALUE_STRING) {
                admin = json.getString();
            } else if (name.equals("products") && value == JsonToken.START_OBJECT) {
                for (String id = json.nextName(); id != null; id = json.nextName()) {
                    products.put(id, json.nextStringValue());
                }
            } else {
                json.skipChildren();
            }
        }
        return admin == null || products.containsValue(null) ? null : new Keys(admin, products);
    }

    private static CollectorException damaged(Path file, @Nullable Exception cause) {
        return new CollectorException(
                file + " is damaged. Restore it from a backup; or remove it, and every tool needs its new write key.",
                cause);
    }

    String writeKey(String productId) {
        String key = products.get(productId);
        if (key == null) {
            throw new IllegalArgumentException("no key was made for " + productId);
        }
        return key;
    }

    private byte[] json() {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("admin", admin);
            json.writeObjectPropertyStart("products");
            products.forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}

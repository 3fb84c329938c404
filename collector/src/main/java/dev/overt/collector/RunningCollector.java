package dev.overt.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.overt.collector.store.Table;
import dev.overt.collector.web.Json;
import dev.overt.manifest.CanonicalForm;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A collector that runs in another process on this machine, found by its data folder: {@code collector.json} holds
 * {@code {"address":"http://127.0.0.1:8417/"}} while it runs.
 */
public final class RunningCollector {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 120_000;

    private final URI address;
    private final String adminToken;

    private RunningCollector(URI address, String adminToken) {
        this.address = address;
        this.adminToken = adminToken;
    }

    /** The collector that uses {@code dataDirectory} now, if one does. */
    public static Optional<RunningCollector> find(Path dataDirectory) {
        DataDirectory directory = new DataDirectory(dataDirectory);
        try {
            if (!DirectoryLock.isTaken(directory) || !Files.exists(directory.running())) {
                return Optional.empty();
            }
            URI address = URI.create(field(Files.readAllBytes(directory.running()), "address"));
            return Optional.of(
                    new RunningCollector(address, Keys.read(directory.keys()).admin()));
        } catch (IOException e) {
            throw new CollectorException(
                    "cannot read the data folder " + dataDirectory + ": " + DataDirectory.reason(e)
                            + ". Run as the user who runs the collector.",
                    e);
        }
    }

    static void announce(DataDirectory directory, URI address) {
        PrivateFile.write(directory.running(), Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("address", address.toString());
            json.writeEndObject();
        }));
    }

    /** Answers one read-only SQL statement. */
    public Table query(String sql) {
        return table(post("/admin/sql", question(sql)));
    }

    /** How all destinations fare. */
    public Table destinations() {
        return table(post("/admin/destinations", Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("do", "list");
            json.writeEndObject();
        })));
    }

    /**
     * Looks at what a destination refused for ever, or decides about it.
     *
     * @param what {@code dead} shows it, {@code replay} has it sent again, {@code drop} throws it away
     * @throws CollectorException if there is no such destination
     */
    public Table refused(String what, String product, String destination) {
        return table(post("/admin/destinations", Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("do", what);
            json.writeStringProperty("product", product);
            json.writeStringProperty("destination", destination);
            json.writeEndObject();
        })));
    }

    /**
     * Registers a manifest, which is in force when this returns.
     *
     * @throws CollectorException if it cannot be served; then nothing has changed
     */
    Registration register(Manifest manifest) {
        return RegistrationJson.read(
                post("/admin/manifests", CanonicalForm.text(manifest).getBytes(UTF_8)));
    }

    /** Asks for the deletion of an installation; returns {@code done} or {@code pending}, and the deletion's id. */
    String delete(String product, String install) {
        byte[] body = Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("product", product);
            json.writeStringProperty("install", install);
            json.writeEndObject();
        });
        return field(post("/admin/deletions", body), "answer");
    }

    private byte[] post(String path, byte[] body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) address.resolve(path).toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", "Bearer " + adminToken);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            return answer(connection);
        } catch (IOException e) {
            throw new CollectorException(
                    "the collector at " + address + " does not answer: " + e.getMessage()
                            + ". Try again, or stop it and use its folder directly.",
                    e);
        }
    }

    private static byte[] question(String sql) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("sql", sql);
            json.writeEndObject();
        });
    }

    private static byte[] answer(HttpURLConnection connection) throws IOException {
        if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
            try (InputStream in = connection.getInputStream()) {
                return in.readAllBytes();
            }
        }
        InputStream error = connection.getErrorStream();
        if (error == null) {
            throw new IOException("status " + connection.getResponseCode());
        }
        try (error) {
            throw new CollectorException(field(error.readAllBytes(), "error"));
        }
    }

    private static Table table(byte[] answer) {
        List<String> columns = new ArrayList<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (JsonParser json = Json.parser(answer)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_ARRAY && name.equals("columns")) {
                    row(json).forEach(column -> columns.add(String.valueOf(column)));
                } else if (value == JsonToken.START_ARRAY && name.equals("rows")) {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        rows.add(row(json));
                    }
                }
            }
        }
        return new Table(columns, rows);
    }

    private static List<@Nullable Object> row(JsonParser json) {
        List<@Nullable Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(json));
        }
        return Collections.unmodifiableList(values);
    }

    private static @Nullable Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case VALUE_NUMBER_INT ->
                json.getNumberValue() instanceof Integer small ? small.longValue() : json.getNumberValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            default -> json.getString();
        };
    }

    private static String field(byte[] object, String field) {
        try (JsonParser json = Json.parser(object)) {
            if (json.nextToken() == JsonToken.START_OBJECT && field.equals(json.nextName())) {
                String value = json.nextStringValue();
                if (value != null) {
                    return value;
                }
            }
        } catch (JacksonException e) {
            throw new CollectorException("the collector said something that is not JSON", e);
        }
        throw new CollectorException("the collector did not say its " + field);
    }
}

package dev.overt.codegen;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.overt.manifest.Manifest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rendered schema of a manifest, as a validator reads it. */
final class UploadSchema {
    static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final String product;
    private final Schema schema;

    UploadSchema(Manifest manifest) {
        this.product = manifest.product().id();
        this.schema = SCHEMAS.getSchema(EventSchema.render(manifest));
    }

    /** What is wrong with an upload; empty where it is valid. */
    List<String> complaints(JsonNode upload) {
        return schema.validate(upload).stream().map(Error::toString).toList();
    }

    /** What is wrong with an upload of {@code events}. */
    List<String> complaints(List<JsonNode> events) {
        ObjectNode upload = JSON.createObjectNode();
        upload.put("overt", 1).put("product", product).put("manifest", "sha256:" + "0".repeat(64));
        upload.put("batch", "019a9f3c-0000-7000-8000-000000000000");
        ArrayNode array = upload.putArray("events");
        events.forEach(array::add);
        return complaints(upload);
    }
}

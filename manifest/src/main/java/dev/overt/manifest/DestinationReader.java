package dev.overt.manifest;

import java.util.List;

/** Reads {@code destinations:}. */
final class DestinationReader {
    private DestinationReader() {}

    static List<Destination> read(Value value) {
        return value.mapping().entries().stream()
                .map(DestinationReader::destination)
                .toList();
    }

    private static Destination destination(Mapping.Entry entry) {
        Mapping destination = entry.value().mapping();
        Destination.Type type = destination
                .required("type", "posthog")
                .oneOf(Choice.among(Destination.Type.values()), Destination.Type.WEBHOOK);
        Value name = destination.optional("name");
        Value region = destination.optional("region");
        Value privacy = destination.optional("privacy");
        Destination read = new Destination(
                entry.key().word(Form.PRODUCT_ID),
                type,
                name.isPresent() ? name.word() : type.title(),
                Url.read(destination.required("url", "\"https://us.i.posthog.com\""), "a destination"),
                region.isPresent() ? region.word() : null,
                privacy.isPresent() ? Url.read(privacy, "a page").toString() : null);
        destination.close();
        return read;
    }
}

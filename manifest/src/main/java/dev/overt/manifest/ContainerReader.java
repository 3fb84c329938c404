package dev.overt.manifest;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code container:}, which is needed where an event comes from a container. */
final class ContainerReader {
    private ContainerReader() {}

    /** The file by which a container knows which version ran before. */
    static @Nullable String marker(Mapping file, Set<Surface> surfaces) {
        if (!surfaces.contains(Surface.CONTAINER)) {
            file.optional("container")
                    .error(Rule.UNUSED, "No event comes from a container.", "Remove `container`, or declare one.");
            return null;
        }
        Mapping container =
                file.required("container", "{marker: /app/data/.version}").mapping();
        String marker = container.required("marker", "/app/data/.version").word(Form.FILE);
        container.close();
        return marker;
    }
}

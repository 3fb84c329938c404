package dev.overt.codegen;

import dev.overt.manifest.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/** Each event as a constant of the class. */
final class EventFields implements Declarations {
    private final ToolPart tool;
    private final Map<Event, String> constants = new LinkedHashMap<>();

    EventFields(ToolPart tool) {
        this.tool = tool;
        JavaNames names = new JavaNames("MANIFEST", "POLICY");
        tool.events().forEach(event -> constants.put(event, names.constant(event.name())));
    }

    @Override
    public Map<Event, String> expressions() {
        return constants;
    }

    @Override
    public void render(JavaSource source) {
        constants.forEach((event, constant) -> {
            String head = "private static final Event " + constant + " = " + Declarations.head(event);
            String tail = Declarations.tail(event);
            source.line(4, head + (event.properties().isEmpty() ? tail : ","));
            PropertyCall.render(source, 12, event.properties(), tail);
            source.blank();
        });
    }

    @Override
    public void renderCommon(JavaSource source) {
        if (!tool.common().isEmpty()) {
            source.line(12, ".common(");
            PropertyCall.render(source, 20, tool.common(), ")");
        }
    }
}

package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Property;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Each event in a nested class in which a method makes each property: no class and no method grows beyond what Java
 * allows, however much is declared.
 */
final class EventClasses implements Declarations {
    private final ToolPart tool;
    private final String common;
    private final Map<Event, String> classes = new LinkedHashMap<>();

    /** @param types where the classes take their names */
    EventClasses(ToolPart tool, JavaNames types) {
        this.tool = tool;
        this.common = types.pascal("common");
        tool.events().forEach(event -> classes.put(event, types.pascal(event.name())));
    }

    @Override
    public Map<Event, String> expressions() {
        Map<Event, String> expressions = new LinkedHashMap<>();
        classes.forEach((event, name) -> expressions.put(event, name + ".EVENT"));
        return expressions;
    }

    @Override
    public void render(JavaSource source) {
        render(source, common, "Property[] PROPERTIES = {", tool.common(), "};");
        classes.forEach((event, name) -> {
            String head = "Event EVENT = " + Declarations.head(event)
                    + (event.properties().isEmpty() ? "" : ",");
            render(source, name, head, event.properties(), Declarations.tail(event));
        });
    }

    @Override
    public void renderCommon(JavaSource source) {
        source.line(12, ".common(" + common + ".PROPERTIES)");
    }

    private static void render(JavaSource source, String name, String head, List<Property> properties, String tail) {
        Map<Property, String> methods = methods(properties);
        source.line(4, "private static final class " + name + " {");
        source.line(8, "static final " + head);
        String calls = methods.values().stream()
                .map(method -> method + "()")
                .collect(Collectors.joining(",\n" + " ".repeat(16)));
        source.line(16, calls + tail);
        methods.forEach((property, method) -> {
            source.blank();
            source.line(8, "private static Property " + method + "() {");
            PropertyCall call = PropertyCall.of(property);
            new PropertyCall("return " + call.head(), call.arguments(), call.suffix()).render(source, 12, ";");
            source.line(8, "}");
        });
        source.line(4, "}");
        source.blank();
    }

    private static Map<Property, String> methods(List<Property> properties) {
        JavaNames names = JavaNames.ofMethods();
        Map<Property, String> methods = new LinkedHashMap<>();
        properties.forEach(property -> methods.put(property, names.camel(property.name())));
        return methods;
    }
}

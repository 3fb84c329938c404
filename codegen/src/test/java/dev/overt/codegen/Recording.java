package dev.overt.codegen;

import dev.overt.client.Telemetry;
import dev.overt.manifest.Delivery;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A tool that records each event of a golden source once; a process of its own, as its environment counts. */
final class Recording {
    private static final Map<Type, Object> VALUES = Map.of(
            boolean.class,
            true,
            Boolean.class,
            true,
            double.class,
            0.5,
            Double.class,
            0.5,
            Duration.class,
            Duration.ofSeconds(2),
            String.class,
            "1.2.3",
            Throwable.class,
            new IllegalStateException());

    private final Manifest manifest;

    private Recording(Manifest manifest) {
        this.manifest = manifest;
    }

    /** The only argument is the name of the golden source. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        GoldenSource golden = GoldenSource.of(arguments[0]);
        Class<?> type = Class.forName(GoldenSource.PACKAGE + "." + golden.className());
        Object product = type.getMethod("open", String.class).invoke(null, "1.2.3");
        Telemetry telemetry = (Telemetry) type.getMethod("telemetry").invoke(product);
        Recording recording = new Recording(golden.manifest());
        for (Method method : type.getDeclaredMethods()) {
            if (method.getReturnType() == void.class) {
                method.invoke(product, recording.values(method));
            }
        }
        telemetry.begin("run");
        telemetry.finish(1, new IllegalStateException("no such thing"));
        if (golden.manifest().delivery().mode() == Delivery.Mode.LIVE) {
            telemetry.close();
        }
    }

    private Object[] values(Method method) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> value(method, parameter))
                .toArray();
    }

    private Object value(Method method, Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type == long.class || type == Long.class) {
            return wholeNumber(method, parameter);
        }
        if (parameter.getParameterizedType() instanceof ParameterizedType generic) {
            Object word = lastOf((Class<?>) generic.getActualTypeArguments()[0]);
            return type == Map.class ? Map.of(word, 3L) : List.of(word);
        }
        return type.isEnum() ? lastOf(type) : Objects.requireNonNull(VALUES.get(type));
    }

    private static Object lastOf(Class<?> words) {
        Object[] constants = words.getEnumConstants();
        return constants[constants.length - 1];
    }

    /** The least that the property allows. */
    private long wholeNumber(Method method, Parameter parameter) {
        Event event = manifest.events().stream()
                .filter(each -> letters(each.name()).equals(letters(method.getName())))
                .findFirst()
                .orElseThrow();
        Property property = event.properties().stream()
                .filter(each -> letters(each.name()).equals(letters(parameter.getName())))
                .findFirst()
                .orElseThrow();
        return property.type() instanceof PropertyType.IntegerRange range ? range.min() : 1;
    }

    private static String letters(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}

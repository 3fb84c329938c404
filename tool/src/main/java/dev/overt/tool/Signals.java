package dev.overt.tool;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * SIGINT and SIGTERM, handed to the program in place of ending it. The JDK has no supported way, so this asks for the
 * class that all JDKs have by its name.
 */
final class Signals {
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;

    private Signals() {}

    /** Calls {@code handler} with the signal's number each time; false where this JVM hands over no signals. */
    static boolean handle(IntConsumer handler) {
        try {
            handle("INT", INTERRUPT, handler);
            handle("TERM", TERMINATE, handler);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void handle(String name, int number, IntConsumer handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        handler.accept(number);
                    }
                    return null;
                });
        Method handle = signal.getMethod("handle", signal, type);
        try {
            handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        }
    }
}

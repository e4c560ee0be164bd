package io.mingle.host.command;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * What the next signal does once the process is ending, which Java has ignored from then on: it
 * ends the process at once. Of the JDK, what is not meant for all is called by its name; where it
 * is not there, signals are ignored as before.
 */
final class NextSignal {

    private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143);

    private NextSignal() {}

    static void endsAtOnce(PrintStream err) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            for (Map.Entry<String, Integer> code : CODES.entrySet()) {
                Object halting =
                        Proxy.newProxyInstance(
                                handler.getClassLoader(),
                                new Class<?>[] {handler},
                                (proxy, method, arguments) -> {
                                    err.println("mingle: Stopped at once.");
                                    Runtime.getRuntime().halt(code.getValue());
                                    return null;
                                });
                signal.getMethod("handle", signal, handler)
                        .invoke(
                                null,
                                signal.getConstructor(String.class).newInstance(code.getKey()),
                                halting);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Not every system has both.
        }
    }
}

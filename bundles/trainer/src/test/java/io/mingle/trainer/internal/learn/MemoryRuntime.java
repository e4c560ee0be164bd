package io.mingle.trainer.internal.learn;

import io.mingle.tensor.Program;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps tensors in memory, without the engine; its programs take what they are given. */
public final class MemoryRuntime {

    private final Set<Object> open = new HashSet<>();
    private final int most;
    private final Runnable onMaking;
    private int made;

    /**
     * @param most how many tensors and programs can be made before memory runs out
     */
    public MemoryRuntime(int most) {
        this(most, () -> {});
    }

    /** As above, and calls back whenever something is made. */
    MemoryRuntime(int most, Runnable onMaking) {
        this.most = most;
        this.onMaking = onMaking;
    }

    /** Returns how many tensors and programs have not been closed. */
    int open() {
        return open.size();
    }

    int made() {
        return made;
    }

    public TensorRuntime runtime() {
        return proxy(
                TensorRuntime.class,
                (method, arguments) ->
                        switch (method) {
                            case "of", "parameter" -> make(Tensor.class, arguments[0]);
                            case "load" -> make(Program.class, null);
                            case "kernels" -> List.of();
                            case "fastBfloat16" -> false;
                            case "useThreads" -> null;
                            default -> throw new UnsupportedOperationException(method);
                        });
    }

    private <T> T make(Class<T> type, Object content) {
        if (made == most) {
            throw new OutOfMemoryError("of the test");
        }
        made++;
        onMaking.run();
        Object key = new Object();
        open.add(key);
        return proxy(
                type,
                (method, arguments) ->
                        switch (method) {
                            case "close" -> {
                                open.remove(key);
                                yield null;
                            }
                            case "floats" -> content;
                            case "run" -> List.of();
                            default -> throw new UnsupportedOperationException(method);
                        });
    }

    private interface Calls {
        Object of(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> calls.of(method.getName(), arguments)));
    }
}

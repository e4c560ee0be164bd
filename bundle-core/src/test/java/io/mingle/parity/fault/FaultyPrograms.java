package io.mingle.parity.fault;

import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.TensorRuntime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** A runtime that loads programs with a fault. */
final class FaultyPrograms {

    private final TensorRuntime runtime;
    private final Fault fault;
    private boolean applied;

    FaultyPrograms(TensorRuntime runtime, Fault fault) {
        this.runtime = runtime;
        this.fault = fault;
    }

    /** Returns whether a program with the fault was loaded. */
    boolean applied() {
        return applied;
    }

    TensorRuntime runtime() {
        return (TensorRuntime)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {TensorRuntime.class},
                        (proxy, method, arguments) -> {
                            Object[] given = arguments;
                            if (method.getName().equals("load")) {
                                given = arguments.clone();
                                given[0] = faulty((ProgramSource) arguments[0]);
                            }
                            try {
                                return method.invoke(runtime, given);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private ProgramSource faulty(ProgramSource source) {
        List<String> methods = source.methods().stream().map(this::faulty).toList();
        return new ProgramSource(
                source.name(), source.subject(), source.attributes(), methods, source.deeds());
    }

    /** In one precision there may be a text to replace, in another not. */
    private String faulty(String method) {
        if (!fault.ofMethod(method) || !method.contains(fault.text())) {
            return method;
        }
        applied = true;
        return fault.in(method);
    }
}

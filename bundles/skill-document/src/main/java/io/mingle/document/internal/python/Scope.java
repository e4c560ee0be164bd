package io.mingle.document.internal.python;

import java.util.HashMap;
import java.util.Map;

/** The names that a part of a program knows. */
final class Scope {

    private final Map<String, Object> names = new HashMap<>();
    private final Scope outer;
    final Meter meter;

    Scope(Scope outer, Meter meter) {
        this.outer = outer;
        this.meter = meter;
    }

    Scope inner() {
        return new Scope(this, meter);
    }

    Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Object value = scope.names.get(name);
            if (value != null) {
                return value;
            }
        }
        Object builtin = Builtins.find(name);
        if (builtin == null) {
            throw new Fault("the name '" + name + "' is not known");
        }
        return builtin;
    }

    void set(String name, Object value) {
        names.put(name, value);
    }

    /** Returns a name's value here, or null. */
    Object own(String name) {
        return names.get(name);
    }
}

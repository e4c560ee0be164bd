package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Code.Callable;
import io.mingle.document.internal.python.Code.Expression;
import java.util.List;
import java.util.Map;

/**
 * A function that a program defines.
 *
 * @param names of its parameters
 * @param defaults of the last ones
 * @param outer where it was defined
 * @param body what it computes
 */
record Function(List<String> names, List<Object> defaults, Scope outer, Expression body)
        implements Callable {

    @Override
    public Object call(Meter meter, List<Object> arguments, Map<String, Object> named) {
        if (arguments.size() > names.size()) {
            throw new Fault("a function is called with too many values");
        }
        Scope scope = outer.inner();
        for (int i = 0; i < names.size(); i++) {
            int fromEnd = i - (names.size() - defaults.size());
            Object value =
                    i < arguments.size()
                            ? arguments.get(i)
                            : named.getOrDefault(
                                    names.get(i), fromEnd < 0 ? null : defaults.get(fromEnd));
            if (value == null) {
                throw new Fault("a function is called without its '" + names.get(i) + "'");
            }
            scope.set(names.get(i), value);
        }
        meter.enter();
        Object value = body.value(scope);
        meter.leave();
        return value;
    }

    /** Two functions are never equal, however they were made. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

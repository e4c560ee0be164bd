package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Code.Expression;
import io.mingle.document.internal.python.Code.Target;

/** A name, which may also be set. */
record Name(String name) implements Expression, Target {

    @Override
    public Object value(Scope scope) {
        scope.meter.step();
        return scope.get(name);
    }

    @Override
    public void set(Scope scope, Object value) {
        scope.set(name, value);
    }
}

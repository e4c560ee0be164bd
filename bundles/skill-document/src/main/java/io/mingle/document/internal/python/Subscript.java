package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Code.Expression;
import io.mingle.document.internal.python.Code.Target;
import java.util.ArrayList;
import java.util.List;

/** An element of something, which may also be set. */
record Subscript(Expression holder, Expression index) implements Expression, Target {

    @Override
    public Object value(Scope scope) {
        scope.meter.step();
        return Operators.item(holder.value(scope), index.value(scope));
    }

    @Override
    @SuppressWarnings("unchecked") // Lists hold values.
    public void set(Scope scope, Object value) {
        Object its = holder.value(scope);
        if (its instanceof ArrayList<?> list) {
            ((List<Object>) list).set(Operators.place(index.value(scope), list.size()), value);
        } else {
            scope.meter.make(1);
            Values.dictionary(its).put(Values.key(index.value(scope)), value);
        }
    }
}

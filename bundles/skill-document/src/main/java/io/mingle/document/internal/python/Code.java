package io.mingle.document.internal.python;

import java.util.List;
import java.util.Map;

/** What a program is made of: closures that the parser puts together. */
final class Code {

    private Code() {}

    /** Something that has a value. */
    interface Expression {
        Object value(Scope scope);
    }

    /** Something that is done. */
    interface Statement {
        Flow run(Scope scope);
    }

    /** Something that a value can be given to. */
    interface Target {
        void set(Scope scope, Object value);
    }

    /** Something that can be called. */
    interface Callable {
        Object call(Meter meter, List<Object> arguments, Map<String, Object> named);
    }

    /** Where to go on after a statement. */
    record Flow(Kind kind, Object value) {

        enum Kind {
            NEXT,
            BREAK,
            CONTINUE,
            RETURN
        }

        static final Flow NEXT = new Flow(Kind.NEXT, null);
        static final Flow BREAK = new Flow(Kind.BREAK, null);
        static final Flow CONTINUE = new Flow(Kind.CONTINUE, null);
    }

    static Flow run(List<Statement> block, Scope scope) {
        for (Statement statement : block) {
            scope.meter.step();
            Flow flow = statement.run(scope);
            if (flow.kind() != Flow.Kind.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }
}

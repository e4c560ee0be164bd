package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Code.Expression;
import io.mingle.document.internal.python.Code.Flow;
import io.mingle.document.internal.python.Code.Statement;
import io.mingle.document.internal.python.Code.Target;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads statements, each into a closure that does it. */
final class Statements extends Expressions {

    /** Under this name stands the value of the last statement that is only an expression. */
    static final String LAST = "(last)";

    private static final int DEEPEST = 12;
    private static final List<String> CHANGES = List.of("+=", "-=", "*=", "/=", "//=", "%=", "**=");

    private int blocks;
    private int functions;
    private int loops;

    Statements(List<Token> tokens) {
        super(tokens);
    }

    List<Statement> program() {
        List<Statement> all = new ArrayList<>();
        while (peek().kind() != Token.Kind.END) {
            statement(all);
        }
        return all;
    }

    private void statement(List<Statement> into) {
        if (peek().kind() == Token.Kind.NEWLINE) {
            take();
            return;
        }
        if (peek().kind() == Token.Kind.NAME && Keywords.REFUSED.contains(peek().text())) {
            throw new Fault(
                    "line %s has '%s', which programs here may not"
                            .formatted(peek().line(), peek().text()));
        }
        if (takes("if")) {
            into.add(choice());
        } else if (takes("while")) {
            into.add(whileLoop());
        } else if (takes("for")) {
            into.add(forLoop());
        } else if (takes("def")) {
            into.add(function());
        } else {
            do {
                if (peek().kind() == Token.Kind.NEWLINE) {
                    break;
                }
                into.add(simple());
            } while (takes(";"));
            line();
        }
    }

    private void line() {
        if (peek().kind() != Token.Kind.NEWLINE) {
            throw unread();
        }
        take();
    }

    private List<Statement> block() {
        need(":");
        if (++blocks > DEEPEST) {
            throw new Fault("line " + peek().line() + " has blocks more than " + DEEPEST + " deep");
        }
        List<Statement> all = new ArrayList<>();
        if (peek().kind() != Token.Kind.NEWLINE) {
            statement(all);
        } else {
            take();
            if (peek().kind() != Token.Kind.INDENT) {
                throw new Fault("line " + peek().line() + " should be indented");
            }
            take();
            while (peek().kind() != Token.Kind.DEDENT && peek().kind() != Token.Kind.END) {
                statement(all);
            }
            if (peek().kind() == Token.Kind.DEDENT) {
                take();
            }
        }
        blocks--;
        return all;
    }

    private Statement choice() {
        List<Expression> conditions = new ArrayList<>(List.of(expression()));
        List<List<Statement>> blocks = new ArrayList<>(List.of(block()));
        while (takes("elif")) {
            conditions.add(expression());
            blocks.add(block());
        }
        List<Statement> otherwise = takes("else") ? block() : List.of();
        return scope -> {
            for (int i = 0; i < conditions.size(); i++) {
                if (Values.truth(conditions.get(i).value(scope))) {
                    return Code.run(blocks.get(i), scope);
                }
            }
            return Code.run(otherwise, scope);
        };
    }

    private Statement whileLoop() {
        Expression condition = expression();
        loops++;
        List<Statement> body = block();
        loops--;
        return scope -> {
            while (Values.truth(condition.value(scope))) {
                scope.meter.step();
                Flow flow = Code.run(body, scope);
                if (flow.kind() == Flow.Kind.BREAK) {
                    break;
                }
                if (flow.kind() == Flow.Kind.RETURN) {
                    return flow;
                }
            }
            return Flow.NEXT;
        };
    }

    private Statement forLoop() {
        Target target = targets();
        need("in");
        Expression over = expressions();
        loops++;
        List<Statement> body = block();
        loops--;
        return scope -> {
            Iterator<Object> each = Values.each(over.value(scope), scope.meter);
            while (each.hasNext()) {
                target.set(scope, each.next());
                Flow flow = Code.run(body, scope);
                if (flow.kind() == Flow.Kind.BREAK) {
                    break;
                }
                if (flow.kind() == Flow.Kind.RETURN) {
                    return flow;
                }
            }
            return Flow.NEXT;
        };
    }

    private Statement function() {
        String name = name();
        need("(");
        List<String> names = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        while (!takes(")")) {
            names.add(name());
            if (takes("=")) {
                defaults.add(expression());
            } else if (!defaults.isEmpty()) {
                throw unread();
            }
            if (!takes(",") && !peek().is(")")) {
                throw unread();
            }
        }
        functions++;
        int outer = loops;
        loops = 0;
        List<Statement> body = block();
        loops = outer;
        functions--;
        Expression run =
                scope -> {
                    Flow flow = Code.run(body, scope);
                    return flow.value() == null ? Values.NONE : flow.value();
                };
        return scope -> {
            List<Object> given = defaults.stream().map(it -> it.value(scope)).toList();
            scope.set(name, new Function(names, given, scope, run));
            return Flow.NEXT;
        };
    }

    private Statement simple() {
        if (takes("pass")) {
            return scope -> Flow.NEXT;
        }
        if (peek().is("break") || peek().is("continue")) {
            if (loops == 0) {
                throw unread();
            }
            Flow flow = take().text().equals("break") ? Flow.BREAK : Flow.CONTINUE;
            return scope -> flow;
        }
        if (peek().is("return")) {
            if (functions == 0) {
                throw unread();
            }
            take();
            if (peek().kind() == Token.Kind.NEWLINE) {
                return scope -> new Flow(Flow.Kind.RETURN, Values.NONE);
            }
            Expression value = expressions();
            return scope -> new Flow(Flow.Kind.RETURN, value.value(scope));
        }
        return assignment();
    }

    private Statement assignment() {
        int begin = place();
        Expression value = expressions();
        if (peek().is("=")) {
            back(begin);
            List<Target> targets = new ArrayList<>();
            Expression given;
            do {
                int next = place();
                given = expressions();
                if (peek().is("=")) {
                    back(next);
                    targets.add(targets());
                }
            } while (takes("="));
            Expression its = given;
            return scope -> {
                Object result = its.value(scope);
                targets.forEach(it -> it.set(scope, result));
                return Flow.NEXT;
            };
        }
        if (CHANGES.contains(peek().text())) {
            String sign = take().text().replace("=", "");
            if (!(value instanceof Target target)) {
                throw unread();
            }
            Expression change = expressions();
            return scope -> {
                Object result =
                        Operators.apply(sign, value.value(scope), change.value(scope), scope.meter);
                target.set(scope, result);
                return Flow.NEXT;
            };
        }
        return scope -> {
            scope.set(LAST, value.value(scope));
            return Flow.NEXT;
        };
    }
}

package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Code.Callable;
import io.mingle.document.internal.python.Code.Expression;
import io.mingle.document.internal.python.Code.Target;
import io.mingle.document.internal.python.Values.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads expressions, each into a closure that computes it. */
class Expressions extends Atoms {

    private static final int DEEPEST = 40;
    private static final List<List<String>> LEVELS =
            List.of(List.of("+", "-"), List.of("*", "/", "//", "%"));
    private static final List<String> COMPARISONS =
            List.of("==", "!=", "<", ">", "<=", ">=", "in", "is", "not");

    private int depth;

    Expressions(List<Token> tokens) {
        super(tokens);
    }

    @Override
    int depth() {
        return depth;
    }

    /** Reads one expression, or several with commas between them, which are a tuple. */
    @Override
    Expression expressions() {
        return following(expression());
    }

    @Override
    Expression following(Expression first) {
        if (!peek().is(",")) {
            return first;
        }
        List<Expression> all = new ArrayList<>(List.of(first));
        while (takes(",") && begins()) {
            all.add(expression());
        }
        return scope -> new Tuple(values(all, scope));
    }

    private boolean begins() {
        Token next = peek();
        return switch (next.kind()) {
            case NAME, NUMBER, TEXT, FORMATTED -> true;
            case SIGN -> "([{-+".contains(next.text());
            default -> false;
        };
    }

    @Override
    Expression expression() {
        if (++depth > DEEPEST) {
            throw new Fault("line " + peek().line() + " is nested more than " + DEEPEST + " deep");
        }
        try {
            if (takes("lambda")) {
                return lambda();
            }
            Expression value = or();
            if (!takes("if")) {
                return value;
            }
            Expression condition = or();
            need("else");
            Expression otherwise = expression();
            return scope ->
                    Values.truth(condition.value(scope))
                            ? value.value(scope)
                            : otherwise.value(scope);
        } finally {
            depth--;
        }
    }

    private Expression lambda() {
        List<String> names = new ArrayList<>();
        while (!peek().is(":")) {
            names.add(name());
            if (!takes(",")) {
                break;
            }
        }
        need(":");
        Expression body = expression();
        return scope -> new Function(names, List.of(), scope, body::value);
    }

    @Override
    Expression or() {
        Expression left = and();
        while (takes("or")) {
            Expression first = left;
            Expression second = and();
            left =
                    scope -> {
                        Object value = first.value(scope);
                        return Values.truth(value) ? value : second.value(scope);
                    };
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (takes("and")) {
            Expression first = left;
            Expression second = not();
            left =
                    scope -> {
                        Object value = first.value(scope);
                        return Values.truth(value) ? second.value(scope) : value;
                    };
        }
        return left;
    }

    private Expression not() {
        int count = 0;
        while (takes("not")) {
            count++;
        }
        Expression value = comparison();
        boolean turned = count % 2 == 1;
        return count == 0 ? value : scope -> Values.truth(value.value(scope)) != turned;
    }

    private Expression comparison() {
        Expression first = sum(0);
        if (!COMPARISONS.contains(peek().text()) || peek().kind() == Token.Kind.TEXT) {
            return first;
        }
        List<String> signs = new ArrayList<>();
        List<Expression> values = new ArrayList<>(List.of(first));
        while (COMPARISONS.contains(peek().text()) && peek().kind() != Token.Kind.TEXT) {
            String sign = take().text();
            if (sign.equals("not")) {
                need("in");
                sign = "not in";
            } else if (sign.equals("is") && takes("not")) {
                sign = "is not";
            }
            signs.add(sign);
            values.add(sum(0));
        }
        return scope -> {
            Object left = values.get(0).value(scope);
            for (int i = 0; i < signs.size(); i++) {
                Object right = values.get(i + 1).value(scope);
                if (!Operators.compares(signs.get(i), left, right, scope.meter)) {
                    return false;
                }
                left = right;
            }
            return true;
        };
    }

    private Expression sum(int level) {
        Expression left = level == LEVELS.size() ? unary() : sum(level + 1);
        while (level < LEVELS.size()
                && peek().kind() == Token.Kind.SIGN
                && LEVELS.get(level).contains(peek().text())) {
            String sign = take().text();
            Expression first = left;
            Expression second = sum(level + 1);
            left =
                    scope -> {
                        scope.meter.step();
                        return Operators.apply(
                                sign, first.value(scope), second.value(scope), scope.meter);
                    };
        }
        return left;
    }

    private Expression unary() {
        boolean negative = false;
        while (peek().is("-") || peek().is("+")) {
            negative ^= take().text().equals("-");
        }
        Expression value = power();
        return negative ? scope -> Operators.negative(value.value(scope)) : value;
    }

    private Expression power() {
        Expression base = trailers();
        if (!takes("**")) {
            return base;
        }
        if (++depth > DEEPEST) {
            throw new Fault("line " + peek().line() + " is nested more than " + DEEPEST + " deep");
        }
        Expression exponent = unary();
        depth--;
        return scope ->
                Operators.apply("**", base.value(scope), exponent.value(scope), scope.meter);
    }

    private Expression trailers() {
        Expression value = atom();
        int count = 0;
        while (true) {
            if (++count > DEEPEST) {
                throw new Fault("line " + peek().line() + " has too many calls in a row");
            }
            Expression holder = value;
            if (takes("(")) {
                value = call(holder);
            } else if (takes("[")) {
                value = subscript(holder);
            } else if (takes(".")) {
                String name = name();
                value = scope -> Methods.of(holder.value(scope), name);
            } else {
                return value;
            }
        }
    }

    private Expression call(Expression function) {
        List<Expression> arguments = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!takes(")")) {
            if (peek().kind() == Token.Kind.NAME && isFollowedBy("=")) {
                String name = name();
                need("=");
                named.put(name, expression());
            } else {
                Expression value = expression();
                arguments.add(peek().is("for") ? listing(value) : value);
            }
            if (!takes(",") && !peek().is(")")) {
                throw unread();
            }
        }
        return scope -> {
            scope.meter.step();
            if (!(function.value(scope) instanceof Callable callable)) {
                throw new Fault("something is called that is no function");
            }
            List<Object> values = values(arguments, scope);
            Map<String, Object> byName = new LinkedHashMap<>();
            named.forEach((name, its) -> byName.put(name, its.value(scope)));
            try {
                return callable.call(scope.meter, values, byName);
            } catch (IndexOutOfBoundsException e) {
                throw new Fault("a function is called with too few values");
            }
        };
    }

    private Expression subscript(Expression holder) {
        Expression[] parts = new Expression[3];
        int part = 0;
        boolean slices = false;
        while (!takes("]")) {
            if (takes(":")) {
                slices = true;
                part++;
            } else {
                parts[part] = part == 0 ? expressions() : expression();
            }
            if (part > 2) {
                throw unread();
            }
        }
        if (!slices && parts[0] == null) {
            throw unread();
        }
        if (!slices) {
            return new Subscript(holder, parts[0]);
        }
        return scope ->
                Operators.slice(
                        holder.value(scope),
                        parts[0] == null ? null : parts[0].value(scope),
                        parts[1] == null ? null : parts[1].value(scope),
                        parts[2] == null ? null : parts[2].value(scope),
                        scope.meter);
    }

    void nested(int levels) {
        depth += levels + 1;
        if (depth > DEEPEST) {
            throw new Fault("a text with values is nested more than " + DEEPEST + " deep");
        }
    }

    /** Reads what a loop or an assignment gives values to. */
    @Override
    Target targets() {
        List<Target> all = new ArrayList<>();
        boolean several = false;
        do {
            if (peek().is("=") || peek().is("in")) {
                break;
            }
            if (takes("(")) {
                all.add(targets());
                need(")");
            } else {
                Expression value = trailers();
                if (!(value instanceof Target target)) {
                    throw unread();
                }
                all.add(target);
            }
            several |= peek().is(",");
        } while (takes(","));
        if (all.isEmpty()) {
            throw unread();
        }
        if (!several) {
            return all.get(0);
        }
        return (scope, value) -> {
            List<Object> values = Values.list(value, scope.meter);
            if (values.size() != all.size()) {
                throw new Fault(
                        "%s values are given to %s names".formatted(values.size(), all.size()));
            }
            for (int i = 0; i < all.size(); i++) {
                all.get(i).set(scope, values.get(i));
            }
        };
    }
}

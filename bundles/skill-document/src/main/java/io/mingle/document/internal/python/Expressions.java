package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Code.Callable;
import io.mingle.document.internal.python.Code.Expression;
import io.mingle.document.internal.python.Code.Target;
import io.mingle.document.internal.python.Values.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads expressions, each into a closure that computes it. */
class Expressions {

    private static final int DEEPEST = 40;
    private static final List<List<String>> LEVELS =
            List.of(List.of("+", "-"), List.of("*", "/", "//", "%"));
    private static final List<String> COMPARISONS =
            List.of("==", "!=", "<", ">", "<=", ">=", "in", "is", "not");

    private final List<Token> tokens;
    private int at;
    private int depth;

    Expressions(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token take() {
        return tokens.get(at++);
    }

    boolean takes(String sign) {
        if (peek().is(sign)) {
            at++;
            return true;
        }
        return false;
    }

    void need(String sign) {
        if (!takes(sign)) {
            throw unread();
        }
    }

    int place() {
        return at;
    }

    void back(int place) {
        at = place;
    }

    Fault unread() {
        String text = peek().text();
        return new Fault(
                "line %s has %s, where that is not read"
                        .formatted(peek().line(), text.isBlank() ? "its end" : "'" + text + "'"));
    }

    String name() {
        Token token = take();
        if (token.kind() != Token.Kind.NAME || Keywords.KEPT.contains(token.text())) {
            at--;
            throw unread();
        }
        if (token.text().startsWith("_") && token.text().length() > 1) {
            throw new Fault(
                    "line %s has the name '%s', and none may begin with an underscore"
                            .formatted(token.line(), token.text()));
        }
        return token.text();
    }

    /** Reads one expression, or several with commas between them, which are a tuple. */
    Expression expressions() {
        Expression first = expression();
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

    private static List<Object> values(List<Expression> all, Scope scope) {
        scope.meter.make(all.size());
        List<Object> values = new ArrayList<>();
        for (Expression each : all) {
            values.add(each.value(scope));
        }
        return values;
    }

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

    private Expression or() {
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
            int begin = at;
            if (peek().kind() == Token.Kind.NAME && tokens.get(at + 1).is("=")) {
                String name = name();
                need("=");
                named.put(name, expression());
            } else {
                Expression value = expression();
                arguments.add(peek().is("for") ? listing(begin, value) : value);
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

    /** An element of something, which may also be set. */
    private record Subscript(Expression holder, Expression index) implements Expression, Target {

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

    /** A name, which may also be set. */
    private record Name(String name) implements Expression, Target {

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

    private Expression atom() {
        Token token = take();
        switch (token.kind()) {
            case NUMBER -> {
                Object number = number(token);
                return scope -> number;
            }
            case TEXT, FORMATTED -> {
                return texts(token);
            }
            case NAME -> {
                if (Keywords.CONSTANTS.containsKey(token.text())) {
                    Object value = Keywords.CONSTANTS.get(token.text());
                    return scope -> value;
                }
                at--;
                return new Name(name());
            }
            case SIGN -> {
                if (token.text().equals("(")) {
                    return parenthesis();
                }
                if (token.text().equals("[")) {
                    return bracket();
                }
                if (token.text().equals("{")) {
                    return brace();
                }
            }
            default -> {
                // It is told below.
            }
        }
        at--;
        throw unread();
    }

    private static Object number(Token token) {
        String text = token.text().replace("_", "");
        try {
            return text.matches("\\d+")
                    ? (Object) Long.parseLong(text)
                    : (Object) Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new Fault("line " + token.line() + " has a number that is not read");
        }
    }

    private Expression texts(Token first) {
        List<Expression> parts = new ArrayList<>();
        Token token = first;
        while (true) {
            String text = token.text();
            if (token.kind() == Token.Kind.FORMATTED) {
                parts.add(FormattedText.of(text, token.line(), depth));
            } else {
                parts.add(scope -> text);
            }
            if (peek().kind() != Token.Kind.TEXT && peek().kind() != Token.Kind.FORMATTED) {
                break;
            }
            token = take();
        }
        return parts.size() == 1
                ? parts.get(0)
                : scope -> {
                    StringBuilder all = new StringBuilder();
                    parts.forEach(it -> all.append(it.value(scope)));
                    scope.meter.make(all.length());
                    return all.toString();
                };
    }

    void nested(int levels) {
        depth += levels + 1;
        if (depth > DEEPEST) {
            throw new Fault("a text with values is nested more than " + DEEPEST + " deep");
        }
    }

    private Expression parenthesis() {
        if (takes(")")) {
            return scope -> new Tuple(List.of());
        }
        int begin = at;
        Expression value = expression();
        if (peek().is("for")) {
            value = listing(begin, value);
        } else if (peek().is(",")) {
            at = begin;
            value = expressions();
        }
        need(")");
        return value;
    }

    private Expression bracket() {
        List<Expression> items = new ArrayList<>();
        while (!takes("]")) {
            int begin = at;
            Expression value = expression();
            if (items.isEmpty() && peek().is("for")) {
                Expression listing = listing(begin, value);
                need("]");
                return listing;
            }
            items.add(value);
            if (!takes(",") && !peek().is("]")) {
                throw unread();
            }
        }
        return scope -> values(items, scope);
    }

    private Expression brace() {
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!takes("}")) {
            Expression key = expression();
            Expression value = takes(":") ? expression() : null;
            if (keys.isEmpty() && peek().is("for")) {
                Expression made = dictionary(key, value);
                need("}");
                return made;
            }
            keys.add(key);
            if (value != null) {
                values.add(value);
            }
            if (!takes(",") && !peek().is("}")) {
                throw unread();
            }
        }
        if (values.isEmpty() && !keys.isEmpty()) {
            return scope -> Builtins.set(values(keys, scope));
        }
        if (values.size() != keys.size()) {
            throw unread();
        }
        return scope -> {
            scope.meter.make(2L * keys.size());
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                map.put(Values.key(keys.get(i).value(scope)), values.get(i).value(scope));
            }
            return map;
        };
    }

    private Expression dictionary(Expression key, Expression value) {
        Loops loops = loops();
        return scope -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            LinkedHashSet<Object> set = new LinkedHashSet<>();
            loops.run(
                    scope.inner(),
                    0,
                    (inner, nothing) -> {
                        inner.meter.make(2);
                        Object its = Values.key(key.value(inner));
                        if (value == null) {
                            set.add(its);
                        } else {
                            map.put(its, value.value(inner));
                        }
                    });
            return value == null ? set : map;
        };
    }

    /** Reads what stands behind the element of a list that is computed. */
    private Expression listing(int begin, Expression element) {
        Loops loops = loops();
        return scope -> {
            List<Object> list = new ArrayList<>();
            loops.run(
                    scope.inner(),
                    0,
                    (inner, nothing) -> {
                        inner.meter.make(1);
                        list.add(element.value(inner));
                    });
            return list;
        };
    }

    private Loops loops() {
        List<Loop> loops = new ArrayList<>();
        while (takes("for")) {
            Target target = targets();
            need("in");
            Expression over = or();
            List<Expression> conditions = new ArrayList<>();
            while (takes("if")) {
                conditions.add(or());
            }
            loops.add(new Loop(target, over, conditions));
            if (loops.size() > 4) {
                throw new Fault("line " + peek().line() + " has more than 4 loops in one list");
            }
        }
        return new Loops(loops);
    }

    private record Loop(Target target, Expression over, List<Expression> conditions) {}

    private record Loops(List<Loop> all) {

        void run(Scope scope, int level, BiConsumer<Scope, Object> use) {
            if (level == all.size()) {
                use.accept(scope, Values.NONE);
                return;
            }
            Loop loop = all.get(level);
            Iterator<Object> each = Values.each(loop.over().value(scope), scope.meter);
            while (each.hasNext()) {
                loop.target().set(scope, each.next());
                if (loop.conditions().stream().allMatch(it -> Values.truth(it.value(scope)))) {
                    run(scope, level + 1, use);
                }
            }
        }
    }

    /** Reads what a loop or an assignment gives values to. */
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

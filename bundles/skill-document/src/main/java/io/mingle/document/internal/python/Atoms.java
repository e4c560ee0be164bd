package io.mingle.document.internal.python;

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

/** Reads what stands by itself: numbers, texts, names, and what is in brackets. */
abstract class Atoms extends Cursor {

    Atoms(List<Token> tokens) {
        super(tokens);
    }

    abstract Expression expression();

    abstract Expression expressions();

    /** Reads what stands behind the first of several values, which has been read, up to the end. */
    abstract Expression following(Expression first);

    /** Reads an expression without a condition behind it. */
    abstract Expression or();

    /** Reads what a loop gives values to. */
    abstract Target targets();

    /** Returns how deep what is being read is nested. */
    abstract int depth();

    static List<Object> values(List<Expression> all, Scope scope) {
        scope.meter.make(all.size());
        List<Object> values = new ArrayList<>();
        for (Expression each : all) {
            values.add(each.value(scope));
        }
        return values;
    }

    Expression atom() {
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
                back(place() - 1);
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
        back(place() - 1);
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
                parts.add(FormattedText.of(text, token.line(), depth()));
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

    private Expression parenthesis() {
        if (takes(")")) {
            return scope -> new Tuple(List.of());
        }
        Expression value = expression();
        if (peek().is("for")) {
            value = listing(value);
        } else {
            // What was read is not read again, or each bracket within another would double the
            // time.
            value = following(value);
        }
        need(")");
        return value;
    }

    private Expression bracket() {
        List<Expression> items = new ArrayList<>();
        while (!takes("]")) {
            Expression value = expression();
            if (items.isEmpty() && peek().is("for")) {
                Expression listing = listing(value);
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
    Expression listing(Expression element) {
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
}

package io.mingle.gui.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds calls in a text: {@code name(…)} and {@code {"action": …}}, among whatever else. */
final class Calls {

    private static final int DEEPEST = 3;

    private final List<Call> found = new ArrayList<>();
    private String malformed = "";

    private Calls() {}

    static Calls in(String text) {
        Calls calls = new Calls();
        calls.scan(text, 0);
        return calls;
    }

    List<Call> found() {
        return found;
    }

    /** Returns what was wrong with something that began like a call; empty if nothing did. */
    String malformed() {
        return malformed;
    }

    private void scan(String text, int depth) {
        int at = 0;
        while (at < text.length()) {
            char c = ValueReader.fold(text.charAt(at));
            if (c == '{') {
                at = object(text, at, depth);
            } else if (isNameStart(c)) {
                at = name(text, at);
            } else {
                at++;
            }
        }
    }

    private int object(String text, int at, int depth) {
        ValueReader reader = new ValueReader(text, at);
        try {
            Map<String, Object> object = reader.object();
            add(object, depth);
            return reader.position();
        } catch (ValueReader.Malformed e) {
            malformed = "an object: " + e.getMessage();
            return at + 1;
        }
    }

    private int name(String text, int from) {
        int end = from;
        while (end < text.length() && isNamePart(ValueReader.fold(text.charAt(end)))) {
            end++;
        }
        int open = end;
        while (open < text.length() && ValueReader.fold(text.charAt(open)) == ' ') {
            open++;
        }
        if (open >= text.length() || ValueReader.fold(text.charAt(open)) != '(') {
            return end;
        }
        String verb = Call.fold(text.substring(from, end));
        ValueReader reader = new ValueReader(text, open);
        try {
            Map<String, Object> arguments = reader.arguments();
            Object inner = arguments.remove("action");
            found.add(
                    verb.equals("do") && inner != null
                            ? new Call(Call.fold(inner.toString()), arguments)
                            : new Call(verb, arguments));
            return reader.position();
        } catch (ValueReader.Malformed e) {
            malformed = verb + "(: " + e.getMessage();
            return open + 1;
        }
    }

    /** Takes an object apart: the verb may stand under many names, or further in. */
    private void add(Map<String, Object> object, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        Map<String, Object> flat = new LinkedHashMap<>(object);
        for (String nested : List.of("arguments", "args", "parameters", "input")) {
            if (flat.get(nested) instanceof Map<?, ?> map) {
                flat.remove(nested);
                map.forEach((name, value) -> flat.put(name.toString(), value));
            }
        }
        Object action = flat.get("action");
        if (action instanceof Map<?, ?> map) {
            add(named(map), depth + 1);
        } else if (action instanceof List<?> list) {
            list.forEach(it -> addIfObject(it, depth + 1));
        } else if (flat.get("actions") instanceof List<?> list) {
            list.forEach(it -> addIfObject(it, depth + 1));
        } else if (action instanceof String text && text.indexOf('(') > 0) {
            scan(text, depth + 1);
        } else {
            found.add(call(flat));
        }
    }

    private void addIfObject(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            add(named(map), depth);
        }
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(name.toString(), value));
        return named;
    }

    private static Call call(Map<String, Object> flat) {
        for (String name : List.of("actiontype", "resultactiontype", "action", "name")) {
            Object verb = flat.get(name);
            if (verb != null) {
                flat.remove(name);
                return new Call(Call.fold(verb.toString()), flat);
            }
        }
        // A type is a text to be typed in one form, and a verb in another.
        boolean compact = flat.containsKey("point") && !flat.containsKey("type");
        Object type = compact ? null : flat.get("type");
        if (type instanceof String verb && Verbs.isKnown(Call.fold(verb))) {
            flat.remove("type");
            return new Call(Call.fold(verb), flat);
        }
        return new Call("", flat);
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}

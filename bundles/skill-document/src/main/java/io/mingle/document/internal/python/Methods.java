package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Code.Callable;
import io.mingle.document.internal.python.Values.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The methods of texts, lists, dictionaries and sets: these, and nothing that Java knows. */
final class Methods {

    private Methods() {}

    /** Returns a method of a value. */
    static Callable of(Object value, String name) {
        return (meter, its, named) -> {
            meter.step();
            if (value instanceof String text) {
                return text(text, name, its, meter);
            }
            if (value instanceof ArrayList<?>) {
                @SuppressWarnings("unchecked") // Lists hold values.
                List<Object> list = (List<Object>) value;
                return list(list, name, its, named, meter);
            }
            if (value instanceof Map<?, ?>) {
                return dictionary(Values.dictionary(value), name, its, meter);
            }
            if (value instanceof Set<?> && name.equals("add")) {
                @SuppressWarnings("unchecked") // Sets hold values.
                Set<Object> set = (Set<Object>) value;
                meter.make(1);
                set.add(Values.key(its.get(0)));
                return Values.NONE;
            }
            throw unknown(value, name);
        };
    }

    private static Fault unknown(Object value, String name) {
        return new Fault(Values.named(value) + " has no method '" + name + "'");
    }

    private static String word(Object value) {
        if (value instanceof String it) {
            return it;
        }
        throw new Fault(Values.named(value) + " is no text");
    }

    private static Object text(String text, String name, List<Object> its, Meter meter) {
        meter.make(text.length());
        return switch (name) {
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "strip" -> its.isEmpty() ? text.strip() : stripped(text, word(its.get(0)), meter);
            case "replace" -> replaced(text, word(its.get(0)), word(its.get(1)), meter);
            case "split" -> split(text, its, meter);
            case "startswith" -> text.startsWith(word(its.get(0)));
            case "endswith" -> text.endsWith(word(its.get(0)));
            case "join" -> joined(text, Values.list(its.get(0), meter), meter);
            case "find" -> {
                meter.search(text, word(its.get(0)));
                yield (long) text.indexOf(word(its.get(0)));
            }
            case "isdigit" -> !text.isEmpty() && text.chars().allMatch(Character::isDigit);
            default -> throw unknown(text, name);
        };
    }

    private static String stripped(String text, String marks, Meter meter) {
        meter.compare((long) text.length() * marks.length());
        int begin = 0;
        int end = text.length();
        while (begin < end && marks.indexOf(text.charAt(begin)) >= 0) {
            begin++;
        }
        while (end > begin && marks.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static String replaced(String text, String old, String by, Meter meter) {
        meter.make(
                (long) (text.length() + 1) * Math.max(1, by.length()) / Math.max(1, old.length()));
        meter.search(text, old);
        return text.replace(old, by);
    }

    private static Object split(String text, List<Object> its, Meter meter) {
        List<Object> parts = new ArrayList<>();
        if (its.isEmpty()) {
            for (String part : text.strip().split("\\s+")) {
                if (!part.isEmpty()) {
                    parts.add(part);
                }
            }
            return parts;
        }
        String mark = word(its.get(0));
        if (mark.isEmpty()) {
            throw new Fault("a text is split at nothing");
        }
        meter.search(text, mark);
        int from = 0;
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
            meter.make(1);
            parts.add(text.substring(from, at));
            from = at + mark.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String joined(String mark, List<Object> parts, Meter meter) {
        StringBuilder all = new StringBuilder();
        String before = "";
        for (Object part : parts) {
            meter.make((long) word(part).length() + mark.length());
            all.append(before).append(part);
            before = mark;
        }
        return all.toString();
    }

    private static Object list(
            List<Object> list,
            String name,
            List<Object> its,
            Map<String, Object> named,
            Meter meter) {
        switch (name) {
            case "append" -> {
                meter.make(1);
                list.add(its.get(0));
                return Values.NONE;
            }
            case "extend" -> {
                list.addAll(Values.list(its.get(0), meter));
                return Values.NONE;
            }
            case "sort" -> {
                meter.make(list.size());
                List<Object> sorted = Builtins.sorted(meter, new ArrayList<>(list), named);
                list.clear();
                list.addAll(sorted);
                return Values.NONE;
            }
            case "pop" -> {
                Object at = its.isEmpty() ? -1L : its.get(0);
                meter.make(list.size() / 16);
                return list.remove(Operators.place(at, list.size()));
            }
            case "index" -> {
                for (int i = 0; i < list.size(); i++) {
                    if (Values.same(list.get(i), its.get(0), meter)) {
                        return (long) i;
                    }
                }
                throw new Fault("a value is not in its list");
            }
            case "count" -> {
                long count = 0;
                for (Object each : list) {
                    count += Values.same(each, its.get(0), meter) ? 1 : 0;
                }
                return count;
            }
            default -> throw unknown(list, name);
        }
    }

    private static Object dictionary(
            Map<Object, Object> map, String name, List<Object> its, Meter meter) {
        switch (name) {
            case "keys" -> {
                meter.make(map.size());
                return new ArrayList<>(map.keySet());
            }
            case "values" -> {
                meter.make(map.size());
                return new ArrayList<>(map.values());
            }
            case "items" -> {
                meter.make(3L * map.size());
                List<Object> pairs = new ArrayList<>();
                map.forEach((key, value) -> pairs.add(new Tuple(List.of(key, value))));
                return pairs;
            }
            case "get" -> {
                Object value = map.get(Values.key(its.get(0)));
                return value != null ? value : its.size() > 1 ? its.get(1) : Values.NONE;
            }
            default -> throw unknown(map, name);
        }
    }
}

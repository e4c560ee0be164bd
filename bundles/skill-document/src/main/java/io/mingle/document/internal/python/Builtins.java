package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Code.Callable;
import io.mingle.document.internal.python.Values.Range;
import io.mingle.document.internal.python.Values.Tuple;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The functions that every program knows. None of them reaches out of it. */
final class Builtins {

    private static final Map<String, Callable> ALL = new LinkedHashMap<>();
    private static final double LARGEST_WHOLE = 9e18;
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?");

    private Builtins() {}

    static {
        ALL.put(
                "abs",
                (meter, its, named) ->
                        Values.compare(its.get(0), 0L, meter) < 0
                                ? Operators.negative(its.get(0))
                                : its.get(0));
        ALL.put(
                "all",
                (meter, its, named) ->
                        Values.list(its.get(0), meter).stream().allMatch(Values::truth));
        ALL.put(
                "any",
                (meter, its, named) ->
                        Values.list(its.get(0), meter).stream().anyMatch(Values::truth));
        ALL.put("bool", (meter, its, named) -> !its.isEmpty() && Values.truth(its.get(0)));
        ALL.put("dict", (meter, its, named) -> dict(meter, its, named));
        ALL.put("enumerate", (meter, its, named) -> enumerated(meter, its, named));
        ALL.put("float", (meter, its, named) -> decimal(its.get(0)));
        ALL.put("int", (meter, its, named) -> whole(its.get(0)));
        ALL.put("len", (meter, its, named) -> Values.size(its.get(0)));
        ALL.put(
                "list",
                (meter, its, named) ->
                        its.isEmpty() ? new ArrayList<>() : Values.list(its.get(0), meter));
        ALL.put("map", (meter, its, named) -> mapped(meter, its));
        ALL.put("max", (meter, its, named) -> extreme(meter, its, named, 1));
        ALL.put("min", (meter, its, named) -> extreme(meter, its, named, -1));
        ALL.put("print", (meter, its, named) -> print(meter, its, named));
        ALL.put("range", (meter, its, named) -> range(its));
        ALL.put("reversed", (meter, its, named) -> reversed(Values.list(its.get(0), meter)));
        ALL.put("round", (meter, its, named) -> rounded(its));
        ALL.put(
                "set",
                (meter, its, named) ->
                        its.isEmpty()
                                ? new LinkedHashSet<>()
                                : set(Values.list(its.get(0), meter)));
        ALL.put(
                "sorted",
                (meter, its, named) -> sorted(meter, Values.list(its.get(0), meter), named));
        ALL.put("str", (meter, its, named) -> its.isEmpty() ? "" : Values.text(its.get(0), meter));
        ALL.put("sum", (meter, its, named) -> sum(meter, its));
        ALL.put(
                "tuple",
                (meter, its, named) ->
                        new Tuple(its.isEmpty() ? List.of() : Values.list(its.get(0), meter)));
        ALL.put("zip", (meter, its, named) -> zipped(meter, its));
    }

    /** Returns a function, or null. */
    static Callable find(String name) {
        return ALL.get(name);
    }

    private static Object print(Meter meter, List<Object> its, Map<String, Object> named) {
        String between = given(named, "sep", " ", meter);
        String before = "";
        for (Object each : its) {
            meter.print(before);
            meter.print(Values.text(each, meter));
            before = between;
        }
        meter.print(given(named, "end", "\n", meter));
        return Values.NONE;
    }

    private static String given(
            Map<String, Object> named, String name, String otherwise, Meter meter) {
        Object value = named.getOrDefault(name, Values.NONE);
        return value == Values.NONE ? otherwise : Values.text(value, meter);
    }

    private static Object dict(Meter meter, List<Object> its, Map<String, Object> named) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (!its.isEmpty() && its.get(0) instanceof Map<?, ?> other) {
            meter.make(other.size());
            map.putAll(other);
        } else if (!its.isEmpty()) {
            for (Object pair : Values.list(its.get(0), meter)) {
                map.put(Values.key(Operators.item(pair, 0L)), Operators.item(pair, 1L));
            }
        }
        map.putAll(named);
        return map;
    }

    private static Object enumerated(Meter meter, List<Object> its, Map<String, Object> named) {
        long number =
                its.size() > 1
                        ? Values.whole(its.get(1))
                        : Values.whole(named.getOrDefault("start", 0L));
        List<Object> pairs = new ArrayList<>();
        for (Object each : Values.list(its.get(0), meter)) {
            meter.make(2);
            pairs.add(new Tuple(List.of(number++, each)));
        }
        return pairs;
    }

    private static Object decimal(Object value) {
        if (!(value instanceof String text)) {
            return Values.number(value);
        }
        // Java would read 1d and 0x1p3, too.
        String word = text.strip().replace("_", "").toLowerCase(Locale.ROOT);
        if (DECIMAL.matcher(word).matches()) {
            return Double.parseDouble(word);
        }
        return switch (word) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan", "+nan", "-nan" -> Double.NaN;
            default -> throw new Fault("a text is no number");
        };
    }

    private static Object whole(Object value) {
        if (value instanceof String text) {
            try {
                return Long.parseLong(text.strip().replace("_", ""));
            } catch (NumberFormatException e) {
                throw new Fault("a text is no whole number");
            }
        }
        if (value instanceof Double it && !(Math.abs(it) < LARGEST_WHOLE)) {
            throw new Fault("a whole number has more than 64 bits");
        }
        return value instanceof Double it ? (Object) it.longValue() : (Object) Values.whole(value);
    }

    private static Object mapped(Meter meter, List<Object> its) {
        Callable function = function(its.get(0));
        List<Object> made = new ArrayList<>();
        for (Object each : Values.list(its.get(1), meter)) {
            meter.make(1);
            made.add(function.call(meter, List.of(each), Map.of()));
        }
        return made;
    }

    private static Callable function(Object value) {
        if (value instanceof Callable it) {
            return it;
        }
        throw new Fault(Values.named(value) + " is no function");
    }

    private static Object keyed(Meter meter, Object value, Map<String, Object> named) {
        Object key = named.getOrDefault("key", Values.NONE);
        return key == Values.NONE ? value : function(key).call(meter, List.of(value), Map.of());
    }

    private static Object extreme(
            Meter meter, List<Object> its, Map<String, Object> named, int sign) {
        List<Object> values = its.size() == 1 ? Values.list(its.get(0), meter) : its;
        if (values.isEmpty()) {
            return Optional.ofNullable(named.get("default"))
                    .orElseThrow(() -> new Fault("an empty list has no largest or smallest value"));
        }
        Object best = values.get(0);
        Object most = keyed(meter, best, named);
        for (Object each : values.subList(1, values.size())) {
            Object its0 = keyed(meter, each, named);
            if (sign * Values.compare(its0, most, meter) > 0) {
                best = each;
                most = its0;
            }
        }
        return best;
    }

    private static Object range(List<Object> its) {
        long from = its.size() > 1 ? Values.whole(its.get(0)) : 0;
        long to = Values.whole(its.get(its.size() > 1 ? 1 : 0));
        long step = its.size() > 2 ? Values.whole(its.get(2)) : 1;
        long largest = Integer.MAX_VALUE;
        if (step == 0
                || Math.abs(from) > largest
                || Math.abs(to) > largest
                || Math.abs(step) > largest) {
            throw new Fault("a range has the step zero, or numbers above " + largest);
        }
        return new Range(from, to, step);
    }

    private static Object reversed(List<Object> list) {
        Collections.reverse(list);
        return list;
    }

    private static Object rounded(List<Object> its) {
        long digits = its.size() > 1 && its.get(1) != Values.NONE ? Values.whole(its.get(1)) : 0;
        double value = Values.number(its.get(0));
        if (its.get(0) instanceof Long || !Double.isFinite(value) || Math.abs(digits) > 20) {
            return its.get(0);
        }
        BigDecimal exact = new BigDecimal(value).setScale((int) digits, RoundingMode.HALF_EVEN);
        return its.size() > 1 ? (Object) exact.doubleValue() : whole(exact.doubleValue());
    }

    static Object set(List<Object> values) {
        LinkedHashSet<Object> set = new LinkedHashSet<>();
        values.forEach(it -> set.add(Values.key(it)));
        return set;
    }

    /** Sorts, with what each value is compared by. */
    static List<Object> sorted(Meter meter, List<Object> list, Map<String, Object> named) {
        record Entry(Object value, Object key) {}
        List<Entry> entries = new ArrayList<>();
        for (Object each : list) {
            entries.add(new Entry(each, keyed(meter, each, named)));
        }
        Comparator<Entry> order = (a, b) -> Values.compare(a.key(), b.key(), meter);
        boolean down = Values.truth(named.getOrDefault("reverse", false));
        entries.sort(down ? order.reversed() : order);
        return new ArrayList<>(entries.stream().map(Entry::value).toList());
    }

    private static Object sum(Meter meter, List<Object> its) {
        Object sum = its.size() > 1 ? its.get(1) : 0L;
        Iterator<Object> each = Values.each(its.get(0), meter);
        while (each.hasNext()) {
            sum = Operators.apply("+", sum, each.next(), meter);
        }
        return sum;
    }

    private static Object zipped(Meter meter, List<Object> its) {
        List<Iterator<Object>> all = its.stream().map(it -> Values.each(it, meter)).toList();
        List<Object> rows = new ArrayList<>();
        while (!all.isEmpty() && all.stream().allMatch(Iterator::hasNext)) {
            meter.make(all.size());
            rows.add(new Tuple(all.stream().map(Iterator::next).toList()));
        }
        return rows;
    }
}

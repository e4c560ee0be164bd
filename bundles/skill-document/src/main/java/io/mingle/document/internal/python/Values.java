package io.mingle.document.internal.python;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of programs: {@link Long} (no larger numbers), {@link Double}, {@link Boolean}, {@link
 * String}, {@link #NONE}, lists ({@link ArrayList}), {@link Tuple}, {@link Range}, dictionaries
 * ({@link LinkedHashMap}), sets, functions ({@link Code.Callable}).
 */
final class Values {

    /** Nothing. */
    static final Object NONE =
            new Object() {
                @Override
                public String toString() {
                    return "None";
                }
            };

    private static final int DEEPEST = 20;

    private static final Pattern FORMAT = Pattern.compile("(,?)(?:\\.(\\d))?([fd%]?)");

    private Values() {}

    /** Values in a row that stay as they are. */
    record Tuple(List<Object> items) {}

    /** Whole numbers from one to before another. */
    record Range(long from, long to, long step) {
        long size() {
            long span = step > 0 ? to - from : from - to;
            long by = Math.abs(step);
            return span <= 0 ? 0 : (span - 1) / by + 1;
        }
    }

    static boolean truth(Object value) {
        if (value instanceof Boolean it) {
            return it;
        }
        if (isNumber(value)) {
            return number(value) != 0;
        }
        return value instanceof Code.Callable || value != NONE && size(value) > 0;
    }

    static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    static double number(Object value) {
        if (value instanceof Boolean it) {
            return it ? 1 : 0;
        }
        if (value instanceof Number it) {
            return it.doubleValue();
        }
        throw new Fault(named(value) + " is no number");
    }

    static long whole(Object value) {
        if (value instanceof Boolean it) {
            return it ? 1 : 0;
        }
        if (value instanceof Long it) {
            return it;
        }
        throw new Fault(named(value) + " is no whole number");
    }

    /** Returns it as a whole number where it is one, so that 2.0 and 2 are one key. */
    static Object key(Object value) {
        if (value instanceof Double it && it == Math.rint(it) && Math.abs(it) < 1e15) {
            return it.longValue();
        }
        if (value instanceof Tuple tuple
                && tuple.items().stream().noneMatch(it -> it instanceof Tuple)) {
            return new Tuple(tuple.items().stream().map(Values::key).toList());
        }
        if (value instanceof List
                || value instanceof Map
                || value instanceof Set
                || value instanceof Tuple) {
            throw new Fault(named(value) + " cannot be a key");
        }
        return value;
    }

    static long size(Object value) {
        if (value instanceof String it) {
            return it.codePointCount(0, it.length());
        }
        if (value instanceof List<?> it) {
            return it.size();
        }
        if (value instanceof Tuple it) {
            return it.items().size();
        }
        if (value instanceof Map<?, ?> it) {
            return it.size();
        }
        if (value instanceof Set<?> it) {
            return it.size();
        }
        if (value instanceof Range it) {
            return it.size();
        }
        throw new Fault(named(value) + " has no length");
    }

    /** Goes through the values of something; each is a step. */
    static Iterator<Object> each(Object value, Meter meter) {
        if (value instanceof Range range) {
            return new Counting(range, meter);
        }
        if (value instanceof List<?> list) {
            return new Growing(list, meter);
        }
        List<Object> items = new ArrayList<>();
        meter.make(size(value));
        if (value instanceof Tuple it) {
            items.addAll(it.items());
        } else if (value instanceof Map<?, ?> it) {
            items.addAll(it.keySet());
        } else if (value instanceof Set<?> it) {
            items.addAll(it);
        } else if (value instanceof String it) {
            it.codePoints().forEach(c -> items.add(Character.toString(c)));
        }
        return new Growing(items, meter);
    }

    private static final class Counting implements Iterator<Object> {
        private final Range range;
        private final Meter meter;
        private long index;

        Counting(Range range, Meter meter) {
            this.range = range;
            this.meter = meter;
        }

        @Override
        public boolean hasNext() {
            return index < range.size();
        }

        @Override
        public Object next() {
            meter.step();
            return range.from() + range.step() * index++;
        }
    }

    /** A list may grow while a loop goes through it. */
    private static final class Growing implements Iterator<Object> {
        private final List<?> list;
        private final Meter meter;
        private int index;

        Growing(List<?> list, Meter meter) {
            this.list = list;
            this.meter = meter;
        }

        @Override
        public boolean hasNext() {
            return index < list.size();
        }

        @Override
        public Object next() {
            meter.step();
            return list.get(index++);
        }
    }

    /** Returns the values of something as a new list. */
    static List<Object> list(Object value, Meter meter) {
        List<Object> list = new ArrayList<>();
        Iterator<Object> each = each(value, meter);
        while (each.hasNext()) {
            meter.make(1);
            list.add(each.next());
        }
        return list;
    }

    /** Tells whether two values are equal; what lies in lists is a step each. */
    static boolean same(Object a, Object b, Meter meter) {
        return same(a, b, meter, 0);
    }

    private static boolean same(Object a, Object b, Meter meter, int depth) {
        meter.step();
        if (depth > DEEPEST) {
            throw new Fault("lists lie in one another more than " + DEEPEST + " deep");
        }
        if (isNumber(a) && isNumber(b)) {
            return number(a) == number(b);
        }
        List<?> these = items(a);
        List<?> those = items(b);
        if (these != null && those != null) {
            boolean same = these.size() == those.size() && a instanceof Tuple == b instanceof Tuple;
            for (int i = 0; same && i < these.size(); i++) {
                same = same(these.get(i), those.get(i), meter, depth + 1);
            }
            return same;
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            boolean same = x.size() == y.size();
            for (Map.Entry<?, ?> entry : x.entrySet()) {
                Object other = y.get(entry.getKey());
                same &= other != null && same(entry.getValue(), other, meter, depth + 1);
            }
            return same;
        }
        if (a instanceof Set<?> x && b instanceof Set<?> y) {
            meter.make(x.size());
            return x.equals(y);
        }
        return a instanceof String ? a.equals(b) : a == b || a.equals(b) && !(a instanceof Map);
    }

    private static List<?> items(Object value) {
        return value instanceof Tuple it ? it.items() : value instanceof List<?> it ? it : null;
    }

    static int compare(Object a, Object b, Meter meter) {
        return compare(a, b, meter, 0);
    }

    private static int compare(Object a, Object b, Meter meter, int depth) {
        meter.step();
        if (isNumber(a) && isNumber(b)) {
            return a instanceof Long x && b instanceof Long y
                    ? Long.compare(x, y)
                    : number(a) < number(b) ? -1 : number(a) > number(b) ? 1 : 0;
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        List<?> these = items(a);
        List<?> those = items(b);
        if (these == null || those == null || depth > DEEPEST) {
            throw new Fault(named(a) + " and " + named(b) + " cannot be compared");
        }
        for (int i = 0; i < Math.min(these.size(), those.size()); i++) {
            if (!same(these.get(i), those.get(i), meter)) {
                return compare(these.get(i), those.get(i), meter, depth + 1);
            }
        }
        return Integer.compare(these.size(), those.size());
    }

    /** Writes a value as Python's {@code str} does. */
    static String text(Object value, Meter meter) {
        String text = value instanceof String it ? it : shown(value, meter, 0);
        meter.make(text.length());
        return text;
    }

    private static String shown(Object value, Meter meter, int depth) {
        meter.step();
        if (depth > DEEPEST) {
            throw new Fault("lists lie in one another more than " + DEEPEST + " deep");
        }
        if (value instanceof String it) {
            return "'" + it + "'";
        }
        if (value instanceof Boolean it) {
            return it ? "True" : "False";
        }
        if (value instanceof Double it) {
            return decimal(it);
        }
        if (value instanceof List<?> it) {
            return "[" + joined(it, meter, depth) + "]";
        }
        if (value instanceof Tuple it) {
            return "(" + joined(it.items(), meter, depth) + (it.items().size() == 1 ? ",)" : ")");
        }
        if (value instanceof Set<?> it) {
            return "{" + joined(List.copyOf(it), meter, depth) + "}";
        }
        if (value instanceof Map<?, ?> it) {
            StringBuilder text = new StringBuilder("{");
            for (Map.Entry<?, ?> entry : it.entrySet()) {
                text.append(text.length() > 1 ? ", " : "");
                text.append(shown(entry.getKey(), meter, depth + 1)).append(": ");
                text.append(shown(entry.getValue(), meter, depth + 1));
                meter.make(text.length() / 8);
            }
            return text.append('}').toString();
        }
        if (value instanceof Range it) {
            return "range(" + it.from() + ", " + it.to() + ")";
        }
        return value instanceof Code.Callable ? "<function>" : value.toString();
    }

    private static String joined(List<?> items, Meter meter, int depth) {
        StringBuilder text = new StringBuilder();
        for (Object item : items) {
            text.append(text.isEmpty() ? "" : ", ");
            String its = shown(item, meter, depth + 1);
            // What is said several times grows with each list around it.
            meter.make(its.length());
            text.append(its);
        }
        return text.toString();
    }

    private static String decimal(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) {
            String[] parts = Double.toString(size).replace(".0E", "E").split("E-?");
            String exponent = (parts[1].length() < 2 ? "0" : "") + parts[1];
            return (value < 0 ? "-" : "") + parts[0] + (size < 1 ? "e-" : "e+") + exponent;
        }
        String plain = new BigDecimal(Double.toString(value)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /** Writes a number as the part of a formatted text behind its colon says. */
    static String formatted(Object value, String format, Meter meter) {
        if (format.isEmpty()) {
            return text(value, meter);
        }
        Matcher matcher = FORMAT.matcher(format);
        if (!matcher.matches()) {
            throw new Fault("the format ':" + format + "' is not known");
        }
        boolean percent = "%".equals(matcher.group(3));
        boolean plain = matcher.group(2) == null && !percent && !"f".equals(matcher.group(3));
        if (plain && value instanceof Long it) {
            return matcher.group(1).isEmpty() ? it.toString() : grouped(it.toString());
        }
        int digits = matcher.group(2) == null ? 6 : Integer.parseInt(matcher.group(2));
        double number = number(value) * (percent ? 100 : 1);
        if (!Double.isFinite(number)) {
            return decimal(number);
        }
        String text =
                new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        meter.make(text.length());
        return (matcher.group(1).isEmpty() ? text : grouped(text)) + (percent ? "%" : "");
    }

    private static String grouped(String number) {
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        String grouped = whole.replaceAll("(?<=\\d)(?=(?:\\d{3})+$)", ",");
        return grouped + (point < 0 ? "" : number.substring(point));
    }

    /** Names a kind of value in a message. */
    static String named(Object value) {
        if (value == NONE) {
            return "None";
        }
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Map) {
            return "a dictionary";
        }
        return isNumber(value) ? "a number" : "this value";
    }

    static Map<Object, Object> dictionary(Object value) {
        if (value instanceof LinkedHashMap<?, ?> map) {
            @SuppressWarnings("unchecked") // Dictionaries hold values.
            Map<Object, Object> its = (Map<Object, Object>) map;
            return its;
        }
        throw new Fault(named(value) + " is no dictionary");
    }
}

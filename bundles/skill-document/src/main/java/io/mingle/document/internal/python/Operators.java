package io.mingle.document.internal.python;

import io.mingle.document.internal.python.Values.Range;
import io.mingle.document.internal.python.Values.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What signs between values do. Whole numbers are of 64 bits; larger ones end the program. */
final class Operators {

    private static final double LARGEST_POWER = 4096;

    private Operators() {}

    static Object apply(String sign, Object a, Object b, Meter meter) {
        try {
            return switch (sign) {
                case "+" -> plus(a, b, meter);
                case "-" ->
                        both(a, b)
                                ? (Object) Math.subtractExact(whole(a), whole(b))
                                : (Object) (n(a) - n(b));
                case "*" -> times(a, b, meter);
                case "/" -> n(a) / notZero(b);
                case "//" ->
                        both(a, b)
                                ? (Object) Math.floorDiv(whole(a), notZeroWhole(b))
                                : (Object) Math.floor(n(a) / notZero(b));
                case "%" ->
                        both(a, b)
                                ? (Object) Math.floorMod(whole(a), notZeroWhole(b))
                                : (Object) remainder(n(a), notZero(b));
                case "**" -> power(a, b, meter);
                default -> throw new Fault("'" + sign + "' is not known");
            };
        } catch (ArithmeticException e) {
            throw new Fault("a whole number has more than 64 bits");
        }
    }

    private static double n(Object value) {
        return Values.number(value);
    }

    private static long whole(Object value) {
        return Values.whole(value);
    }

    private static boolean both(Object a, Object b) {
        return !(a instanceof Double)
                && !(b instanceof Double)
                && Values.isNumber(a)
                && Values.isNumber(b);
    }

    private static double notZero(Object value) {
        double number = n(value);
        if (number == 0) {
            throw new Fault("it divides by zero");
        }
        return number;
    }

    private static long notZeroWhole(Object value) {
        notZero(value);
        return whole(value);
    }

    private static double remainder(double a, double b) {
        return a - b * Math.floor(a / b);
    }

    private static Object plus(Object a, Object b, Meter meter) {
        if (a instanceof String x && b instanceof String y) {
            meter.make((long) x.length() + y.length());
            return x + y;
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return joined(x, y, meter);
        }
        if (a instanceof Tuple x && b instanceof Tuple y) {
            return new Tuple(joined(x.items(), y.items(), meter));
        }
        return both(a, b) ? (Object) Math.addExact(whole(a), whole(b)) : (Object) (n(a) + n(b));
    }

    private static List<Object> joined(List<?> x, List<?> y, Meter meter) {
        meter.make((long) x.size() + y.size());
        List<Object> all = new ArrayList<>(x);
        all.addAll(y);
        return all;
    }

    private static Object times(Object a, Object b, Meter meter) {
        if (a instanceof String || a instanceof List) {
            long count = Math.max(0, whole(b));
            meter.make(Math.multiplyExact(Math.max(1, Values.size(a)), count));
            if (a instanceof String text) {
                return text.repeat((int) count);
            }
            List<Object> all = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                all.addAll((List<?>) a);
            }
            return all;
        }
        if (b instanceof String || b instanceof List) {
            return times(b, a, meter);
        }
        return both(a, b)
                ? (Object) Math.multiplyExact(whole(a), whole(b))
                : (Object) (n(a) * n(b));
    }

    private static Object power(Object a, Object b, Meter meter) {
        if (!both(a, b) || whole(b) < 0) {
            return Math.pow(n(a), n(b));
        }
        if (whole(b) > LARGEST_POWER) {
            throw new Fault("a power has an exponent above " + (long) LARGEST_POWER);
        }
        long result = 1;
        for (long i = 0; i < whole(b); i++) {
            meter.step();
            result = Math.multiplyExact(result, whole(a));
        }
        return result;
    }

    static Object negative(Object value) {
        if (value instanceof Double it) {
            return -it;
        }
        try {
            return Math.negateExact(whole(value));
        } catch (ArithmeticException e) {
            throw new Fault("a whole number has more than 64 bits");
        }
    }

    static boolean compares(String sign, Object a, Object b, Meter meter) {
        return switch (sign) {
            case "==" -> Values.same(a, b, meter);
            case "!=" -> !Values.same(a, b, meter);
            case "<" -> Values.compare(a, b, meter) < 0 && !isUnordered(a, b);
            case ">" -> Values.compare(a, b, meter) > 0 && !isUnordered(a, b);
            case "<=" -> Values.compare(a, b, meter) <= 0 && !isUnordered(a, b);
            case ">=" -> Values.compare(a, b, meter) >= 0 && !isUnordered(a, b);
            case "is" -> isSame(a, b);
            case "is not" -> !isSame(a, b);
            case "in" -> has(b, a, meter);
            default -> !has(b, a, meter);
        };
    }

    private static boolean isUnordered(Object a, Object b) {
        return a instanceof Double x && x.isNaN() || b instanceof Double y && y.isNaN();
    }

    private static boolean isSame(Object a, Object b) {
        return a == b || Values.isNumber(a) && a.equals(b);
    }

    private static boolean has(Object holder, Object value, Meter meter) {
        if (holder instanceof String text && value instanceof String part) {
            meter.search(text, part);
            return text.contains(part);
        }
        if (holder instanceof Map<?, ?> map) {
            return map.containsKey(Values.key(value));
        }
        if (holder instanceof Set<?> set) {
            return set.contains(Values.key(value));
        }
        Iterator<Object> each = Values.each(holder, meter);
        while (each.hasNext()) {
            if (Values.same(each.next(), value, meter)) {
                return true;
            }
        }
        return false;
    }

    static Object item(Object holder, Object index) {
        if (holder instanceof Map<?, ?> map) {
            Object value = map.get(Values.key(index));
            if (value == null) {
                throw new Fault("a dictionary has no such key");
            }
            return value;
        }
        int at = place(index, Values.size(holder));
        if (holder instanceof List<?> list) {
            return list.get(at);
        }
        if (holder instanceof Tuple tuple) {
            return tuple.items().get(at);
        }
        if (holder instanceof Range range) {
            return range.from() + range.step() * at;
        }
        if (!(holder instanceof String text)) {
            throw new Fault(Values.named(holder) + " has no places that are counted");
        }
        int from = text.offsetByCodePoints(0, at);
        return Character.toString(text.codePointAt(from));
    }

    static int place(Object index, long size) {
        long at = whole(index);
        at = at < 0 ? at + size : at;
        if (at < 0 || at >= size) {
            throw new Fault("an index is outside of its list");
        }
        return (int) at;
    }

    static Object slice(Object holder, Object from, Object to, Object step, Meter meter) {
        long by = step == null ? 1 : whole(step);
        if (by == 0) {
            throw new Fault("a slice has the step zero");
        }
        List<Object> items = Values.list(holder, meter);
        int size = items.size();
        long begin = from == null ? by > 0 ? 0 : size - 1 : bounded(whole(from), size, by);
        long end = to == null ? by > 0 ? size : -1 : bounded(whole(to), size, by);
        List<Object> taken = new ArrayList<>();
        for (long i = begin; by > 0 ? i < end : i > end; i += by) {
            taken.add(items.get((int) i));
        }
        if (holder instanceof String) {
            StringBuilder text = new StringBuilder();
            taken.forEach(text::append);
            return text.toString();
        }
        return holder instanceof Tuple ? new Tuple(taken) : taken;
    }

    private static long bounded(long index, int size, long step) {
        long at = index < 0 ? index + size : index;
        return step > 0 ? Math.max(0, Math.min(size, at)) : Math.max(-1, Math.min(size - 1, at));
    }
}

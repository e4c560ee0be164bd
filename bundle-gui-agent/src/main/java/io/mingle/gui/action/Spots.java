package io.mingle.gui.action;

import io.mingle.api.gui.Point;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads spots: pairs of numbers, boxes whose middle is meant, texts and objects that have them.
 *
 * @param scale what numbers count unless they tell themselves
 * @param width of the screen in pixels
 * @param height of the screen in pixels
 */
record Spots(Scale scale, int width, int height) {

    /** With as many digits as a double is written with, and the exponent of a small one. */
    private static final Pattern NUMBER =
            Pattern.compile(
                    "([-+]?(?:\\d{1,12}(?:\\.\\d{1,40})?|\\.\\d{1,40})(?:[eE]-\\d{1,2})?)(%?)");

    /** Says why there is no spot, in words that follow a verb. */
    static final class Missing extends Exception {

        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads the one spot of a call. */
    Point one(Call call) throws Missing {
        Object x = call.any("x", "x1", "clickx");
        Object y = call.any("y", "y1", "clicky");
        if (x != null && y != null) {
            return point(List.of(x, y), false);
        }
        // Actions in the wild has them upside down: y before x.
        Object reversed = call.any("touchpoint", "touchyx", "resulttouchyx");
        if (reversed != null) {
            return point(reversed, true);
        }
        Object value =
                call.any(
                        "point",
                        "coordinate",
                        "coordinates",
                        "position",
                        "startbox",
                        "startpoint",
                        "bbox",
                        "box",
                        "element",
                        "touchcoord",
                        "clickpoint",
                        "start",
                        "from");
        if (value != null) {
            return point(value, false);
        }
        return point(unnamed(call), false);
    }

    /** Reads where something that moves ends; null if the call does not say. */
    Point end(Call call) throws Missing {
        Object x = call.any("x2", "endx", "tox");
        Object y = call.any("y2", "endy", "toy");
        if (x != null && y != null) {
            return point(List.of(x, y), false);
        }
        Object reversed = call.any("liftpoint", "liftyx", "resultliftyx");
        if (reversed != null) {
            return point(reversed, true);
        }
        Object value =
                call.any("to", "end", "endbox", "endpoint", "coordinate2", "liftcoord", "target");
        return value == null || numbers(value).isEmpty() ? null : point(value, false);
    }

    /** Returns the values that have no names. */
    static List<Object> unnamed(Call call) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; call.arguments().containsKey(Integer.toString(i)); i++) {
            values.add(call.arguments().get(Integer.toString(i)));
        }
        return values;
    }

    Point point(Object value, boolean reversed) throws Missing {
        if (value instanceof Map<?, ?> map) {
            if (map.get("related") != null) {
                return new Spots(Scale.FRACTIONS, width, height)
                        .point(map.get("related"), reversed);
            }
            if (map.get("absolute") != null) {
                return new Spots(Scale.PIXELS, width, height).point(map.get("absolute"), reversed);
            }
        }
        List<BigDecimal> all = numbers(value);
        if (all.size() != 2 && all.size() != 4) {
            throw new Missing(
                    all.isEmpty()
                            ? "has no point"
                            : "has " + all.size() + " numbers, where a point has 2 and a box 4");
        }
        Scale its = scale.of(all);
        double[] read = new double[all.size()];
        for (int i = 0; i < read.length; i++) {
            boolean across = (i % 2 == 0) != reversed;
            read[i] = its.fraction(all.get(i), across ? width : height);
            if (Double.isNaN(read[i])) {
                throw new Missing("is at " + all + ", which is not on the screen");
            }
        }
        int last = read.length - 2;
        double first = (read[0] + read[last]) / 2;
        double second = (read[1] + read[last + 1]) / 2;
        return reversed ? new Point(second, first) : new Point(first, second);
    }

    static List<BigDecimal> numbers(Object value) {
        List<BigDecimal> found = new ArrayList<>();
        collect(value, found);
        return found;
    }

    private static void collect(Object value, List<BigDecimal> found) {
        if (value instanceof BigDecimal number) {
            found.add(number);
        } else if (value instanceof List<?> list) {
            list.forEach(it -> collect(it, found));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(it -> collect(it, found));
        } else if (value instanceof String text) {
            StringBuilder folded = new StringBuilder();
            text.chars().forEach(c -> folded.append(ValueReader.fold((char) c)));
            Matcher matcher = NUMBER.matcher(folded);
            while (matcher.find()) {
                BigDecimal number = new BigDecimal(matcher.group(1));
                found.add(matcher.group(2).isEmpty() ? number : number.movePointLeft(2));
            }
        }
    }
}

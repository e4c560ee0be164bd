package io.mingle.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the copies in hand of repeated layers begin, in the method that is being written: each has
 * a variable with the place of its first weight.
 */
final class Copies {

    private final Lines lines;

    /** The variables by the layer. */
    private final Map<Frame, String> starts = new HashMap<>();

    /** Repeated layers whose copy in hand is the caller's. */
    private final List<Frame> callers = new ArrayList<>();

    Copies(Lines lines) {
        this.lines = lines;
    }

    /** Writes what is done with one copy. */
    <R> R within(Frame frame, String index, Supplier<R> use) {
        String around = frame.parent() == Frame.OUTERMOST ? "" : start(frame.parent()) + " + ";
        String name = lines.unused("at_" + frame.name());
        lines.add(
                "%s = %s%s + %s * %s".formatted(name, around, frame.base(), index, frame.stride()));
        String before = starts.put(frame, name);
        R result = use.get();
        starts.put(frame, before);
        return result;
    }

    /** Returns the variable that holds where the copy in hand begins, the caller's if need be. */
    String start(Frame frame) {
        String known = starts.get(frame);
        if (known == null) {
            known = lines.unused("at_" + frame.name());
            starts.put(frame, known);
            callers.add(frame);
        }
        return known;
    }

    /** Returns the place of a weight in the program's list. */
    String place(Weight weight) {
        if (weight.frame() == Frame.OUTERMOST) {
            return Integer.toString(weight.offset());
        }
        String start = start(weight.frame());
        return weight.offset() == 0 ? start : start + " + " + weight.offset();
    }

    /** Returns the layers whose copy in hand the caller tells, in the order of the parameters. */
    List<Frame> callers() {
        return callers;
    }

    /** Returns the parameters by which the caller tells them. */
    Stream<String> parameters() {
        return callers.stream().map(frame -> starts.get(frame) + ": int");
    }
}

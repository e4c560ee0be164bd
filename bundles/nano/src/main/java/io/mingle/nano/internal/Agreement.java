package io.mingle.nano.internal;

import io.mingle.api.understanding.Box;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether an answer is as good as the expected one. */
final class Agreement {

    private static final Pattern BOX =
            Pattern.compile(
                    "\\[\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*]");

    private Agreement() {}

    /** Returns true if both say the same, or both are boxes and their IoU is 0.5 or more. */
    static boolean of(String answer, String expected) {
        Optional<Box> given = box(answer);
        Optional<Box> wanted = box(expected);
        if (given.isPresent() && wanted.isPresent()) {
            return given.get().intersectionOverUnion(wanted.get()) >= 0.5;
        }
        return answer.strip().equals(expected.strip());
    }

    /** Reads the edges in their published order; empty if they are none, or in no order. */
    private static Optional<Box> box(String text) {
        Matcher edges = BOX.matcher(text.strip());
        if (!edges.matches()) {
            return Optional.empty();
        }
        int x0 = Integer.parseInt(edges.group(1));
        int y0 = Integer.parseInt(edges.group(2));
        int x1 = Integer.parseInt(edges.group(3));
        int y1 = Integer.parseInt(edges.group(4));
        return x0 <= x1 && y0 <= y1 ? Optional.of(new Box("", x0, y0, x1, y1)) : Optional.empty();
    }
}

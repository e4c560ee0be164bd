package io.mingle.trainer.internal.acting;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point as answers write it: whole numbers from 0 to 999 on a scale of 1000 for each side.
 *
 * @param x from the left
 * @param y from above
 */
record ScreenPoint(int x, int y) {

    private static final Pattern FORM =
            Pattern.compile("\\[\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*]");

    /**
     * @param spot across and down, in pixels
     */
    static ScreenPoint of(double[] spot, int width, int height) {
        return new ScreenPoint(scaled(spot[0], width), scaled(spot[1], height));
    }

    private static int scaled(double value, int side) {
        return (int) Math.max(0, Math.min(999, Math.floor(1000 * value / side)));
    }

    /** Reads {@code [x, y]}; empty when the text is anything else. */
    static Optional<ScreenPoint> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(
                        new ScreenPoint(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Returns the form {@code [x, y]}. */
    @Override
    public String toString() {
        return "[" + x + ", " + y + "]";
    }
}

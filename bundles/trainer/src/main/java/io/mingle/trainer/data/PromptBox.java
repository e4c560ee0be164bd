package io.mingle.trainer.data;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A box as answers write it: whole numbers from 0 to 999 on a scale of 1000 for each side.
 *
 * @param x0 left edge
 * @param y0 upper edge
 * @param x1 right edge
 * @param y1 lower edge
 */
public record PromptBox(int x0, int y0, int x1, int y1) {

    private static final Pattern FORM =
            Pattern.compile(
                    "\\[\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*]");

    /** The box of a rectangle on a canvas, both in pixels. */
    public static PromptBox of(Rectangle2D box, int width, int height) {
        return new PromptBox(
                scaled(box.getMinX(), width),
                scaled(box.getMinY(), height),
                scaled(box.getMaxX(), width),
                scaled(box.getMaxY(), height));
    }

    /** Reads {@code [x0, y0, x1, y1]}; empty when the text is anything else. */
    public static Optional<PromptBox> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new PromptBox(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        Integer.parseInt(matcher.group(4))));
    }

    /** The common area divided by the area of both together, 0 to 1. */
    public double overlap(PromptBox other) {
        double common =
                area(
                        Math.max(x0, other.x0),
                        Math.max(y0, other.y0),
                        Math.min(x1, other.x1),
                        Math.min(y1, other.y1));
        double all = area(x0, y0, x1, y1) + area(other.x0, other.y0, other.x1, other.y1) - common;
        return all > 0 ? common / all : 0;
    }

    /** Returns the form {@code [x0, y0, x1, y1]}. */
    @Override
    public String toString() {
        return "[" + x0 + ", " + y0 + ", " + x1 + ", " + y1 + "]";
    }

    private static double area(double x0, double y0, double x1, double y1) {
        return Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
    }

    private static int scaled(double value, int side) {
        return (int) Math.max(0, Math.min(999, Math.floor(1000 * value / side)));
    }
}

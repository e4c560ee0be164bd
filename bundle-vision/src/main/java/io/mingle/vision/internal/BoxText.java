package io.mingle.vision.internal;

import io.mingle.api.understanding.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads boxes out of an answer.
 *
 * <p>The model writes {@code [x0, y0, x1, y1]} as whole numbers on a scale of 0 to 1000; fractions
 * of one are taken too. Both are relative to the picture as it was given.
 */
final class BoxText {

    private static final int SCALE = 1000;
    private static final String NUMBER = "\\s*(\\d{1,4}(?:\\.\\d{1,6})?)\\s*";
    private static final Pattern BOX =
            Pattern.compile("\\[" + NUMBER + "," + NUMBER + "," + NUMBER + "," + NUMBER + "]");

    private BoxText() {}

    /** Returns the boxes in {@code text} in pixels of a picture of the given size. */
    static List<Box> boxes(String text, String label, int width, int height) {
        List<Box> boxes = new ArrayList<>();
        Matcher matcher = BOX.matcher(text);
        while (matcher.find()) {
            double[] edges = new double[4];
            boolean fractions = true;
            for (int i = 0; i < edges.length; i++) {
                edges[i] = Double.parseDouble(matcher.group(i + 1));
                fractions &= edges[i] <= 1;
            }
            double scale = fractions ? 1 : SCALE;
            int x0 = pixel(edges[0] / scale, width);
            int y0 = pixel(edges[1] / scale, height);
            int x1 = pixel(edges[2] / scale, width);
            int y1 = pixel(edges[3] / scale, height);
            if (x1 >= x0 && y1 >= y0) {
                boxes.add(new Box(label, x0, y0, x1, y1));
            }
        }
        return boxes;
    }

    private static int pixel(double share, int side) {
        return (int) Math.round(Math.min(1, share) * side);
    }
}

package io.mingle.trainer.data;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what a part of an answer is read off, or what a part of a question names, for the dense
 * supervision of places.
 *
 * @param target a box in shares of the sides of the picture, 0 to 1
 * @param by what is to be found first, a box as well: the name under the bar; often the target
 * @param frame the one that it lies on, from 0; 0 of a picture
 * @param from the first character of the part, from 0; before it the place has to be known
 * @param end the character behind the part
 */
public record Pointing(Rectangle2D target, Rectangle2D by, int frame, int from, int end) {

    /**
     * Points to a box in pixels.
     *
     * @param width of the picture
     * @param height of the picture
     */
    public static Pointing to(Rectangle2D box, int width, int height, int from, int end) {
        Rectangle2D target = shares(box, width, height);
        return new Pointing(target, target, 0, from, end);
    }

    private static Rectangle2D shares(Rectangle2D box, int width, int height) {
        return new Rectangle2D.Double(
                box.getX() / width,
                box.getY() / height,
                box.getWidth() / width,
                box.getHeight() / height);
    }

    /**
     * Points to the same place by way of another.
     *
     * @param other in pixels
     */
    public Pointing by(Rectangle2D other, int width, int height) {
        return new Pointing(target, shares(other, width, height), frame, from, end);
    }

    /** Points to the same place on a frame of a clip. */
    public Pointing on(int value) {
        return new Pointing(target, by, value, from, end);
    }

    /**
     * Points from each character of a printed text to itself.
     *
     * @param marks one for each character that is not a space, as {@link Typesetter#print} returns
     *     them; where some lie outside of the picture, nothing is pointed to
     * @param from where the text begins in the answer
     */
    public static List<Pointing> letters(
            String text, List<Mark> marks, int width, int height, int from) {
        List<Pointing> pointings = new ArrayList<>();
        if (text.chars().filter(it -> it != ' ').count() != marks.size()) {
            return pointings;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                Rectangle2D box = marks.get(pointings.size()).bounds();
                pointings.add(to(box, width, height, from + i, from + i + 1));
            }
        }
        return pointings;
    }
}

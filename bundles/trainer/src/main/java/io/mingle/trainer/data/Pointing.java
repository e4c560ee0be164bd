package io.mingle.trainer.data;

import java.awt.geom.Rectangle2D;

/**
 * Says what an answer points to, for the dense supervision of places.
 *
 * @param target a box in shares of the sides of the picture, 0 to 1
 * @param from the character of the answer before which the place has to be known, from 0
 */
public record Pointing(Rectangle2D target, int from) {

    /**
     * Points to a box in pixels.
     *
     * @param width of the picture
     * @param height of the picture
     */
    public static Pointing to(Rectangle2D box, int width, int height, int from) {
        return new Pointing(
                new Rectangle2D.Double(
                        box.getX() / width,
                        box.getY() / height,
                        box.getWidth() / width,
                        box.getHeight() / height),
                from);
    }
}

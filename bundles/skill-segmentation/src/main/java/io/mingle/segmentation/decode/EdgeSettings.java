package io.mingle.segmentation.decode;

/**
 * How a drawing of lines is read. Lengths in pixels are meant for drawn pictures of {@value
 * Scale#SIDE} × {@value Scale#SIDE} pixels; see {@link #scaledTo}.
 *
 * @param window side of the square that the threshold of a pixel is taken from
 * @param k how far a line has to differ from the mean of that square
 * @param shortest line that is traced
 * @param straightness how far a traced line may be from what was drawn
 */
public record EdgeSettings(int window, double k, int shortest, double straightness) {

    /** What is used unless told otherwise. */
    public static final EdgeSettings USUAL = new EdgeSettings(25, 0.2, 8, 1);

    /** Returns the settings for a drawn picture: lengths shrink with its side. */
    public EdgeSettings scaledTo(int width, int height) {
        Scale scale = Scale.of(width, height);
        return new EdgeSettings(
                Math.max(9, scale.length(window) | 1),
                k,
                Math.max(2, scale.length(shortest)),
                straightness);
    }
}

package io.mingle.vision.picture;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;

/**
 * Chooses the size a picture is resized to: both sides multiples of a factor, the area between two
 * limits, the aspect ratio kept as far as that allows.
 *
 * <p>Sides are rounded to the nearest multiple, halves to the even one. If the area is then above
 * the upper limit, the original sides are scaled down to it and rounded down; if it is below the
 * lower limit, they are scaled up to it and rounded up. All divisions are done in {@code double}
 * and in the published order, so that the result is the published one for every size.
 *
 * <p>Immutable; may be shared between threads.
 */
public final class SmartResize {

    /** The longer side may be this many times the shorter one, not more. */
    public static final int MAX_ASPECT_RATIO = 200;

    private final int factor;
    private final long minPixels;
    private final double maxPixels;
    private final boolean liftsShortSides;

    private SmartResize(int factor, long minPixels, double maxPixels, boolean liftsShortSides) {
        if (factor < 1 || minPixels < 1 || maxPixels < minPixels) {
            throw new InvalidRequestException(
                    "A resize to multiples of "
                            + factor
                            + " between "
                            + minPixels
                            + " and "
                            + (long) maxPixels
                            + " pixels was asked for; the factor must be at least 1 and the limits"
                            + " in order.");
        }
        this.factor = factor;
        this.minPixels = minPixels;
        this.maxPixels = maxPixels;
        this.liftsShortSides = liftsShortSides;
    }

    /**
     * The resize on loading a picture: a side shorter than the factor becomes the factor.
     *
     * @param factor both sides of the result are multiples of it
     * @param minPixels lower limit of the area
     * @param maxPixels upper limit of the area; a frame's share of a total need not be whole
     */
    public static SmartResize onLoading(int factor, long minPixels, double maxPixels) {
        return new SmartResize(factor, minPixels, maxPixels, true);
    }

    /**
     * The resize before encoding: a side shorter than the factor is an error.
     *
     * @param factor both sides of the result are multiples of it
     * @param minPixels lower limit of the area
     * @param maxPixels upper limit of the area
     */
    public static SmartResize beforeEncoding(int factor, long minPixels, long maxPixels) {
        return new SmartResize(factor, minPixels, maxPixels, false);
    }

    /**
     * Returns the size for a picture of the given size; each side is at least the factor.
     *
     * @throws UnreadableContentException if the picture is more than {@value #MAX_ASPECT_RATIO}
     *     times as long as it is wide, or the other way round, or if it is too small for a resize
     *     {@linkplain #beforeEncoding before encoding}
     */
    public Size fit(Size size) {
        int width = size.width();
        int height = size.height();
        int shorter = Math.min(width, height);
        int longer = Math.max(width, height);
        if (shorter < 1 || (!liftsShortSides && shorter < factor)) {
            throw new UnreadableContentException(
                    "A picture of "
                            + size
                            + " pixels cannot be fitted; each side must be at least "
                            + (liftsShortSides ? 1 : factor)
                            + ". Use a larger picture.");
        }
        if (longer / (double) shorter > MAX_ASPECT_RATIO) {
            throw new UnreadableContentException(
                    "A picture of "
                            + size
                            + " pixels cannot be fitted; one side may be at most "
                            + MAX_ASPECT_RATIO
                            + " times the other. Crop it or add a margin.");
        }
        long fittedHeight = atLeastFactor(factor * (long) Math.rint(height / (double) factor));
        long fittedWidth = atLeastFactor(factor * (long) Math.rint(width / (double) factor));
        if (fittedHeight * fittedWidth > maxPixels) {
            double shrink = Math.sqrt(size.pixels() / maxPixels);
            fittedHeight = atLeastFactor(factor * (long) Math.floor(height / shrink / factor));
            fittedWidth = atLeastFactor(factor * (long) Math.floor(width / shrink / factor));
        } else if (fittedHeight * fittedWidth < minPixels) {
            double grow = Math.sqrt(minPixels / (double) size.pixels());
            fittedHeight = factor * (long) Math.ceil(height * grow / factor);
            fittedWidth = factor * (long) Math.ceil(width * grow / factor);
        }
        return new Size(Math.toIntExact(fittedWidth), Math.toIntExact(fittedHeight));
    }

    private long atLeastFactor(long side) {
        return Math.max(factor, side);
    }
}

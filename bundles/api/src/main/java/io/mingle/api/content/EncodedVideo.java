package io.mingle.api.content;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * What the encoder of a model has made of a video: its tokens, without its pixels. As plain data it
 * outlives whoever made it, and can be asked about again without being encoded again, by the model
 * that it was made for.
 *
 * <p>Immutable, and safe to share between threads.
 */
public final class EncodedVideo {

    /** The most numbers that are held: 256 MiB of them. */
    private static final long MOST = 1L << 26;

    private final String model;
    private final int groups;
    private final int rows;
    private final int columns;
    private final int width;
    private final float[] values;

    /**
     * Takes what an encoder has made.
     *
     * @param model what tells the model from others: its folder
     * @param groups how many pairs of frames there are, 1 or more
     * @param rows of tokens in one, 1 or more
     * @param columns of tokens in one, 1 or more
     * @param width how many numbers a token has, 1 or more
     * @param values {@code [groups · rows · columns, width]}; shared, not copied, and not to be
     *     changed
     * @throws InvalidRequestException if the numbers do not fit each other, or there are more than
     *     256 MiB of them
     */
    public EncodedVideo(
            String model, int groups, int rows, int columns, int width, float[] values) {
        boolean positive = groups > 0 && rows > 0 && columns > 0 && width > 0;
        if (model == null || values == null || !positive) {
            throw new InvalidRequestException(
                    "An encoded video was given as %s × %s × %s tokens of %s numbers. Take it as the encoder makes it."
                            .formatted(groups, rows, columns, width));
        }
        double count = (double) groups * rows * columns * width;
        if (count != values.length || count > MOST) {
            throw new InvalidRequestException(
                    "An encoded video was given as %s × %s × %s tokens of %s numbers, with %s numbers; they have to fit each other, and be at most %s."
                            .formatted(groups, rows, columns, width, values.length, MOST));
        }
        this.model = model;
        this.groups = groups;
        this.rows = rows;
        this.columns = columns;
        this.width = width;
        this.values = values;
    }

    /**
     * Joins parts that follow each other into one video, as long as their frames have one size.
     *
     * @param parts one or more, of one model, whose tokens are arranged alike
     * @return all of it
     * @throws InvalidRequestException if they do not fit each other
     */
    public static EncodedVideo joined(List<EncodedVideo> parts) {
        if (parts == null || parts.isEmpty()) {
            throw new InvalidRequestException(
                    "Parts of an encoded video were to be joined, and there are none.");
        }
        EncodedVideo first = parts.get(0);
        long count = 0;
        int groups = 0;
        for (EncodedVideo part : parts) {
            if (!part.fits(first)) {
                throw new InvalidRequestException(
                        "Parts of an encoded video were to be joined that differ in their model or"
                                + " size. Join those whose frames have one size.");
            }
            count += part.values.length;
            groups += part.groups;
        }
        if (count > MOST) {
            throw new InvalidRequestException(
                    "Parts of an encoded video with %s numbers were to be joined; at most %s are held. Join fewer."
                            .formatted(count, MOST));
        }
        float[] values = new float[(int) count];
        int at = 0;
        for (EncodedVideo part : parts) {
            System.arraycopy(part.values, 0, values, at, part.values.length);
            at += part.values.length;
        }
        return new EncodedVideo(
                first.model, groups, first.rows, first.columns, first.width, values);
    }

    /** Tells whether it can be joined with another part. */
    public boolean fits(EncodedVideo other) {
        return model.equals(other.model)
                && rows == other.rows
                && columns == other.columns
                && width == other.width;
    }

    /** Returns the folder of the model that it was made for. */
    public String model() {
        return model;
    }

    /** Returns how many pairs of frames there are. */
    public int groups() {
        return groups;
    }

    /** Returns how many rows of tokens a pair of frames has. */
    public int rows() {
        return rows;
    }

    /** Returns how many columns of tokens a pair of frames has. */
    public int columns() {
        return columns;
    }

    /** Returns how many numbers a token has. */
    public int width() {
        return width;
    }

    /** Returns how many tokens there are. */
    public int tokens() {
        return values.length / width;
    }

    /** Returns the numbers, {@code [tokens, width]}, not to be changed. */
    public float[] values() {
        return values;
    }

    /** Returns the sizes, never the numbers. */
    @Override
    public String toString() {
        return "EncodedVideo[model=%s, %s × %s × %s tokens]"
                .formatted(model, groups, rows, columns);
    }
}

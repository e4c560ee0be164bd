package io.mingle.nn.layer;

/**
 * How a {@link Convolution} goes along an axis.
 *
 * @param width how many places it takes in at a time
 * @param stride places from one result to the next; of a transposed convolution, results from one
 *     place to the next
 * @param dilation places from one that is taken in to the next
 * @param before zeros in front of the axis; a transposed convolution cuts as many results off
 * @param after zeros behind it, likewise
 */
public record Window(int width, int stride, int dilation, int before, int after) {

    /** Returns a window that moves by one place and stays within the axis. */
    public static Window of(int width) {
        return new Window(width, 1, 1, 0, 0);
    }

    public Window stride(int places) {
        return new Window(width, places, dilation, before, after);
    }

    public Window dilation(int places) {
        return new Window(width, stride, places, before, after);
    }

    public Window padded(int front, int back) {
        return new Window(width, stride, dilation, front, back);
    }

    /**
     * Returns it with zeros in front alone, so that no result depends on a later place. Transposed
     * ones cut results off behind instead.
     */
    public Window causal() {
        return padded((width - 1) * dilation, 0);
    }

    /**
     * Returns it with as many zeros on either side, so that there is a result for each place.
     *
     * @throws IllegalArgumentException if its width has no middle
     */
    public Window centred() {
        int around = (width - 1) * dilation;
        if (around % 2 != 0) {
            throw new IllegalArgumentException(
                    "A window of %s places has no middle. Say what is padded before and after."
                            .formatted(width));
        }
        return padded(around / 2, around / 2);
    }

    /** Returns it for both axes of a picture. */
    public Window[] squared() {
        return new Window[] {this, this};
    }
}

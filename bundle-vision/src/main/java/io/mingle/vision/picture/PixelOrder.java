package io.mingle.vision.picture;

/** In which order a file brings the pixels of a picture. */
enum PixelOrder {
    /** Row by row. */
    ROWS,

    /** In rectangles beside each other. */
    TILES,

    /** In seven passes, each finer than the one before (PNG, section 8.2). */
    ADAM7(new int[][] {{0, 1}, {1, 1}, {1, 3}, {3, 3}, {3, 7}, {7, 7}}),

    /** Each eighth row first (GIF89a, appendix E). */
    INTERLACED(new int[][] {{0, 1}, {0, 3}, {0, 7}});

    private final int[][] earlier;

    PixelOrder(int[]... earlier) {
        this.earlier = earlier;
    }

    /**
     * Says where the pixels are that came before others and can stand for them, finest first.
     *
     * @return which bits to clear of x and of y
     */
    int[][] earlier() {
        return earlier;
    }
}

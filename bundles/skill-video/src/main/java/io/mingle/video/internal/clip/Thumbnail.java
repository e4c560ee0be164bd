package io.mingle.video.internal.clip;

/** A frame as small as is enough to tell whether another one shows something else. */
final class Thumbnail {

    private static final int SIDE = 16;

    /** Of a cell so many pixels a side are looked at. */
    private static final int LOOKS = 4;

    private final int[] cells = new int[SIDE * SIDE * 3];

    private Thumbnail() {}

    /** Takes the means of the cells of a frame, from some pixels of each. */
    static Thumbnail of(int width, int height, byte[] rgb) {
        Thumbnail made = new Thumbnail();
        int rows = SIDE * LOOKS;
        for (int v = 0; v < rows; v++) {
            int y = (int) ((2L * v + 1) * height / (2L * rows));
            for (int u = 0; u < rows; u++) {
                int x = (int) ((2L * u + 1) * width / (2L * rows));
                int from = 3 * (y * width + x);
                int cell = 3 * (v / LOOKS * SIDE + u / LOOKS);
                for (int c = 0; c < 3; c++) {
                    made.cells[cell + c] += rgb[from + c] & 0xff;
                }
            }
        }
        return made;
    }

    /** Returns the mean difference of their colours, 0 to 255. */
    double difference(Thumbnail other) {
        long sum = 0;
        for (int i = 0; i < cells.length; i++) {
            sum += Math.abs(cells[i] - other.cells[i]);
        }
        return (double) sum / (cells.length * LOOKS * LOOKS);
    }
}

package io.mingle.vision.picture;

/** What a sample counts for a target at a distance, in samples of the coarser side. */
enum Filter {

    /** That of R. Keys (1981), with a = −0.5. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    },

    /** A triangle. */
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    };

    private static final double A = -0.5;

    private final double support;

    Filter(double support) {
        this.support = support;
    }

    /** Returns the distance from which on nothing counts. */
    double support() {
        return support;
    }

    abstract double weight(double distance);
}

package io.mingle.segmentation.raster;

/**
 * Smooths a plane and lets it keep the edges of another: the guided filter (K. He, J. Sun, X. Tang,
 * "Guided image filtering", ECCV 2010).
 */
public final class GuidedFilter {

    private GuidedFilter() {}

    /**
     * Filters a plane.
     *
     * @param plane what is smoothed
     * @param guide whose edges are kept, 0 to 1, of the same size
     * @param radius of the windows, in pixels
     * @param epsilon how much the guide has to vary, squared, to count as an edge
     */
    public static Plane apply(Plane plane, Plane guide, int radius, double epsilon) {
        Plane meanGuide = BoxFilter.mean(guide, radius);
        Plane meanPlane = BoxFilter.mean(plane, radius);
        Plane meanProduct = BoxFilter.mean(product(guide, plane), radius);
        Plane meanSquare = BoxFilter.mean(product(guide, guide), radius);
        Plane slope = new Plane(plane.width(), plane.height());
        Plane offset = new Plane(plane.width(), plane.height());
        for (int i = 0; i < slope.values().length; i++) {
            double of = meanGuide.values()[i];
            double value = meanPlane.values()[i];
            double a =
                    (meanProduct.values()[i] - of * value)
                            / (meanSquare.values()[i] - of * of + epsilon);
            slope.values()[i] = (float) a;
            offset.values()[i] = (float) (value - a * of);
        }
        Plane meanSlope = BoxFilter.mean(slope, radius);
        Plane result = BoxFilter.mean(offset, radius);
        for (int i = 0; i < result.values().length; i++) {
            result.values()[i] += meanSlope.values()[i] * guide.values()[i];
        }
        return result;
    }

    private static Plane product(Plane one, Plane other) {
        Plane product = new Plane(one.width(), one.height());
        for (int i = 0; i < product.values().length; i++) {
            product.values()[i] = one.values()[i] * other.values()[i];
        }
        return product;
    }
}

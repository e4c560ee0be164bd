package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BoxFilter;
import io.mingle.segmentation.raster.Plane;
import java.util.List;

/** How opaque paint of a known colour is, pixel by pixel. */
final class Opacity {

    /** Where the reference has nearly the colour itself, nothing can be told: it counts as none. */
    private static final double LEAST_CONTRAST = 20;

    private Opacity() {}

    /** Takes for each pixel the colour of which there is most. */
    static Plane of(Channels reference, Channels drawn, List<Rgb> colours, int radius) {
        Plane most = of(reference, drawn, colours.get(0), radius);
        for (Rgb other : colours.subList(1, colours.size())) {
            Plane more = of(reference, drawn, other, radius);
            for (int i = 0; i < most.values().length; i++) {
                most.values()[i] = Math.max(most.values()[i], more.values()[i]);
            }
        }
        return most;
    }

    /**
     * Solves {@code drawn = (1 − a) · reference + a · colour} for a, by least squares over a window
     * about each pixel.
     *
     * @param radius of the window
     * @return about 0 where nothing was painted
     */
    static Plane of(Channels reference, Channels drawn, Rgb colour, int radius) {
        Plane along = new Plane(reference.width(), reference.height());
        Plane square = new Plane(reference.width(), reference.height());
        for (int c = 0; c < Channels.COUNT; c++) {
            for (int i = 0; i < along.values().length; i++) {
                float from = reference.plane(c).values()[i];
                float way = colour.channel(c) - from;
                along.values()[i] += (drawn.plane(c).values()[i] - from) * way;
                square.values()[i] += way * way;
            }
        }
        Plane opacity = BoxFilter.mean(along, radius);
        Plane contrast = BoxFilter.mean(square, radius);
        for (int i = 0; i < opacity.values().length; i++) {
            opacity.values()[i] /=
                    (float) Math.max(contrast.values()[i], LEAST_CONTRAST * LEAST_CONTRAST);
        }
        return opacity;
    }
}

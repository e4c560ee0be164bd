package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Plane;
import io.mingle.segmentation.raster.Sauvola;
import io.mingle.segmentation.raster.Thinning;
import io.mingle.vision.picture.RgbPicture;
import java.util.Arrays;

/** Reads a drawing of lines, dark on light or light on dark. */
public final class EdgeDecoder {

    private static final int WHITE = 255;

    private final EdgeSettings settings;

    /** Creates a decoder that scales lengths to each picture. */
    public EdgeDecoder(EdgeSettings settings) {
        this.settings = settings;
    }

    /** Returns the lines of a drawing, one pixel wide and traced. */
    public DecodedEdges decode(RgbPicture drawn) {
        EdgeSettings scaled = settings.scaledTo(drawn.width(), drawn.height());
        Plane grey = Channels.of(drawn).grey();
        boolean light = border(grey) < WHITE / 2.0;
        for (int i = 0; light && i < grey.values().length; i++) {
            grey.values()[i] = WHITE - grey.values()[i];
        }
        BitMask thin = Thinning.of(Sauvola.dark(grey, scaled.window(), scaled.k()));
        return new DecodedEdges(
                thin, Polylines.trace(thin, scaled.shortest(), scaled.straightness()), light);
    }

    /** Returns the median along the edges of the picture: the ground, most probably. */
    private static double border(Plane grey) {
        int width = grey.width();
        int height = grey.height();
        float[] border = new float[2 * width + 2 * height];
        for (int x = 0; x < width; x++) {
            border[x] = grey.at(x, 0);
            border[width + x] = grey.at(x, height - 1);
        }
        for (int y = 0; y < height; y++) {
            border[2 * width + y] = grey.at(0, y);
            border[2 * width + height + y] = grey.at(width - 1, y);
        }
        Arrays.sort(border);
        return border[border.length / 2];
    }
}

package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.Median;
import io.mingle.segmentation.raster.Plane;
import io.mingle.vision.picture.RgbPicture;

/** Reads depths from the luminance of a drawing. */
public final class DepthDecoder {

    private static final float WHITE = 255;

    private final DepthSettings settings;

    /** Creates a decoder. */
    public DepthDecoder(DepthSettings settings) {
        this.settings = settings;
    }

    /** Decodes depths. */
    public DecodedDepth decode(RgbPicture drawn) {
        Channels channels = Channels.of(drawn);
        Plane depth = Median.of(channels.grey());
        for (int i = 0; i < depth.values().length; i++) {
            depth.values()[i] /= WHITE;
        }
        Lab lab = Lab.of(channels);
        double chroma = 0;
        for (int i = 0; i < depth.values().length; i++) {
            chroma += Math.hypot(lab.a().values()[i], lab.b().values()[i]);
        }
        chroma /= depth.values().length;
        return new DecodedDepth(depth, chroma, chroma > settings.mostChroma());
    }
}

package io.mingle.vision.picture;

import java.awt.image.Raster;
import java.io.IOException;

/**
 * Decodes JPEG (ITU-T T.81), baseline and progressive, grey, RGB, YCbCr, CMYK and YCCK.
 *
 * <p>The platform's reader delivers the samples as stored; {@link JpegColour} converts them.
 */
final class JpegDecoder {

    private JpegDecoder() {}

    static RgbPicture decode(EncodedPicture encoded) throws IOException {
        JpegStream stream = JpegStream.read(encoded, encoded.bytes());
        RgbPicture stored =
                BuiltInReaders.with(
                        "jpeg",
                        stream.bare(),
                        reader -> rgb(reader.readRaster(0, null), stream.colour()));
        return Orientation.upright(stored, stream.orientation());
    }

    private static RgbPicture rgb(Raster raster, JpegColour colour) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] rgb = new byte[3 * width * height];
        int[] samples = null;
        for (int y = 0; y < height; y++) {
            samples = Samples.row(raster, y, samples);
            colour.convert(samples, width, rgb, 3 * width * y);
        }
        return new RgbPicture(width, height, rgb);
    }
}

package io.mingle.vision.picture;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;

/**
 * Decodes JPEG (ITU-T T.81), baseline and progressive, grey, RGB, YCbCr, CMYK and YCCK.
 *
 * <p>The platform's reader delivers the samples as stored; {@link JpegColour} converts them. It
 * goes on behind damaged data, and makes up what a file that is cut off lacks.
 */
final class JpegDecoder {

    /** More of it than the blocks beside and above a row can take. */
    private static final int CONTINUATION = 1 << 16;

    private JpegDecoder() {}

    static DecodedPicture decode(EncodedPicture encoded) throws IOException {
        JpegStream stream = JpegStream.read(encoded, encoded.bytes());
        Decoding decoding = decode(stream.bare(), stream.colour());
        RgbPicture stored = decoding.picture;
        if (stream.cut()) {
            int rows = rowsInFile(stream, stored);
            if (rows < stored.height() && stream.scans() == 1) {
                return cut(encoded, stored, rows, stream.orientation());
            }
            if (rows < stored.height() || !stream.complete()) {
                decoding.doubt = EncodedPicture.ENDS_TOO_EARLY;
            }
        }
        Missing nothing = Missing.nothing(stored.width(), stored.height());
        return encoded.rescued(stored, nothing, stream.orientation(), false, decoding.doubt);
    }

    private static DecodedPicture cut(
            EncodedPicture encoded, RgbPicture stored, int rows, int orientation) {
        Missing missing = new Missing(PixelOrder.ROWS, stored.width(), stored.height());
        missing.addRows(rows, stored.height());
        String warning =
                "Of %s %s could not be decoded (%s) and is grey or smeared."
                        .formatted(
                                encoded.subject(),
                                missing.part(orientation),
                                EncodedPicture.ENDS_TOO_EARLY);
        return encoded.whole(stored, orientation, warning);
    }

    /** Returns how many rows come out the same however the file might go on. */
    private static int rowsInFile(JpegStream stream, RgbPicture stored) throws IOException {
        byte[] bare = stream.bare();
        byte[] longer = Arrays.copyOf(bare, bare.length + CONTINUATION);
        Arrays.fill(longer, bare.length - 2, longer.length - 2, (byte) 0x55);
        System.arraycopy(bare, bare.length - 2, longer, longer.length - 2, 2);
        int same = Arrays.mismatch(stored.rgb(), decode(longer, stream.colour()).picture.rgb());
        return same < 0 ? stored.height() : same / (3 * stored.width());
    }

    private static Decoding decode(byte[] bare, JpegColour colour) throws IOException {
        Decoding decoding = new Decoding();
        decoding.picture =
                BuiltInReaders.with(
                        BuiltInReaders.of("jpeg"),
                        bare,
                        reader -> {
                            reader.addIIOReadWarningListener(decoding::warned);
                            return rgb(reader.readRaster(0, null), colour);
                        });
        return decoding;
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

    /** A picture, and what its reader thought of it. */
    private static final class Decoding {
        private RgbPicture picture;
        private String doubt;

        private void warned(ImageReader reader, String warning) {
            if (warning.contains("Corrupt") || warning.contains("Premature")) {
                doubt = "its data contradicts itself";
            }
        }
    }
}

package io.mingle.vision.picture;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Decodes a page of a TIFF (revision 6.0) with the TwelveMonkeys reader.
 *
 * <p>The page's directory is judged before that reader sees the file, and of all directories it
 * gets this one only, with the tags that say how the pixels are stored.
 */
final class TiffDecoder {

    private static final Set<Long> DEPTHS = Set.of(1L, 2L, 4L, 8L, 16L);

    /** None, CCITT 2 to 4, LZW, JPEG, deflate (both numbers), PackBits. */
    private static final Set<Long> COMPRESSIONS =
            Set.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 32946L, 32773L);

    private static final long RGB = 2;
    private static final long PALETTE = 3;
    private static final long CMYK = 5;
    private static final long YCBCR = 6;

    /** White or black is zero, RGB, palette, CMYK, YCbCr. */
    private static final Set<Long> PHOTOMETRICS = Set.of(0L, 1L, RGB, PALETTE, CMYK, YCBCR);

    private static final long JPEG = 7;
    private static final int MOST_SAMPLES = 8;

    /** Kinds of extra samples (section 18, and what Corel's programs write) that are alpha. */
    private static final long MULTIPLIED_ALPHA = 1;

    private static final Set<Long> ALPHAS = Set.of(MULTIPLIED_ALPHA, 2L, 999L);

    /** CCITT 2 to 4: the reader makes the rows that it lacks white, and says nothing. */
    private static final Set<Long> FAXES = Set.of(2L, 3L, 4L);

    /** How far a strip or tile is continued in order to see whether it was at an end. */
    private static final int CONTINUATION = 1 << 8;

    private final EncodedPicture encoded;
    private final TiffDirectory directory;
    private final TiffStrips strips;
    private final long compression;
    private String doubt;

    private TiffDecoder(EncodedPicture encoded, TiffDirectory directory) throws IOException {
        this.encoded = encoded;
        this.directory = directory;
        this.compression = directory.number(TiffTags.COMPRESSION, 1);
        check();
        this.strips = TiffStrips.of(encoded.bytes(), directory);
        if (compression == JPEG) {
            checkStreams();
        }
    }

    static DecodedPicture decode(EncodedPicture encoded, TiffDirectory directory)
            throws IOException {
        return new TiffDecoder(encoded, directory).decode();
    }

    private DecodedPicture decode() throws IOException {
        Partial part =
                Partial.decode(
                        () -> new TIFFImageReaderSpi().createReaderInstance(null),
                        this::file,
                        strips.tiled() ? PixelOrder.TILES : PixelOrder.ROWS,
                        strips.cut() || FAXES.contains(compression));
        long alpha = directory.number(TiffTags.EXTRA_SAMPLES, 0);
        RgbPicture stored =
                Samples.rgb(
                        part.image(),
                        transparency(part.image(), alpha),
                        alpha == MULTIPLIED_ALPHA,
                        encoded.ground());
        return encoded.rescued(
                stored, part.missing(), Orientation.of(directory), strips.cut(), doubt);
    }

    /** The file for the decoder, with all strips or tiles continued with anything if asked to. */
    private byte[] file(boolean continued) throws IOException {
        if (!continued) {
            return directory.reduced(TiffTags.PIXELS, strips.values(), new byte[0]);
        }
        byte[] further = new byte[CONTINUATION];
        new SplittableRandom(0).nextBytes(further);
        return directory.reduced(
                TiffTags.PIXELS, strips.continuedValues(further.length), strips.continued(further));
    }

    private Transparency transparency(BufferedImage image, long alpha) throws IOException {
        long photometric = directory.number(TiffTags.PHOTOMETRIC, 0);
        int band = photometric == CMYK ? 4 : photometric == RGB || photometric == YCBCR ? 3 : 1;
        boolean has =
                ALPHAS.contains(alpha)
                        && photometric != PALETTE
                        && image.getRaster().getNumBands() > band;
        return has ? Transparency.band(image, band) : Transparency.NONE;
    }

    private void check() throws IOException {
        encoded.checked(directory.number(TiffTags.WIDTH, 0), directory.number(TiffTags.LENGTH, 0));
        if (directory.has(TiffTags.TILE_OFFSETS)) {
            encoded.checked(
                    directory.number(TiffTags.TILE_WIDTH, 0),
                    directory.number(TiffTags.TILE_LENGTH, 0));
        }
        if (!COMPRESSIONS.contains(compression)) {
            throw encoded.unsupported("with compression " + compression);
        }
        long photometric = directory.number(TiffTags.PHOTOMETRIC, -1);
        // Without the tag, the reader guesses from the samples.
        if (directory.has(TiffTags.PHOTOMETRIC) && !PHOTOMETRICS.contains(photometric)) {
            throw encoded.unsupported("with colours of kind " + photometric);
        }
        long samples = directory.number(TiffTags.SAMPLES_PER_PIXEL, 1);
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw encoded.unsupported("of " + samples + " samples a pixel");
        }
        for (long depth : directory.numbers(TiffTags.BITS_PER_SAMPLE, MOST_SAMPLES)) {
            if (!DEPTHS.contains(depth)) {
                throw encoded.unsupported("of " + depth + " bits a sample");
            }
        }
        if (LongStream.of(directory.numbers(TiffTags.SAMPLE_FORMAT, MOST_SAMPLES))
                .anyMatch(kind -> kind != 1)) {
            throw encoded.unsupported("of signed or floating-point samples");
        }
    }

    /** A JPEG stream inside must not be larger than the strip or tile that it stands for. */
    private void checkStreams() throws IOException {
        long width = directory.number(TiffTags.TILE_WIDTH, directory.number(TiffTags.WIDTH, 0));
        long length = directory.number(TiffTags.LENGTH, 0);
        long rows = Math.min(length, directory.number(TiffTags.ROWS_PER_STRIP, length));
        long pixels = width * directory.number(TiffTags.TILE_LENGTH, rows);
        for (int i = 0; i < strips.count(); i++) {
            Bytes part = strips.part(i);
            if (part.length() == 0) {
                doubt = EncodedPicture.ENDS_TOO_EARLY;
                continue;
            }
            JpegStream stream = JpegStream.read(encoded, part);
            if (stream.size().pixels() > pixels) {
                throw new IOException(
                        "a strip or tile of " + pixels + " pixels is a JPEG of " + stream.size());
            }
            if (stream.cut()) {
                doubt = EncodedPicture.ENDS_TOO_EARLY;
            }
        }
    }
}

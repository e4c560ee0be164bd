package io.mingle.vision.picture;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Decodes the first page of a TIFF (revision 6.0) with the TwelveMonkeys reader.
 *
 * <p>The first directory is judged before that reader sees the file, and of all directories it gets
 * this one only, with the tags that say how the pixels are stored.
 */
final class TiffDecoder {

    private static final Set<Long> DEPTHS = Set.of(1L, 2L, 4L, 8L, 16L);

    /** None, CCITT 2 to 4, LZW, JPEG, deflate (both numbers), PackBits. */
    private static final Set<Long> COMPRESSIONS =
            Set.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 32946L, 32773L);

    /** White or black is zero, RGB, palette, CMYK, YCbCr. */
    private static final Set<Long> PHOTOMETRICS = Set.of(0L, 1L, 2L, 3L, 5L, 6L);

    private static final long JPEG = 7;
    private static final int MOST_SAMPLES = 8;

    private TiffDecoder() {}

    static RgbPicture decode(EncodedPicture encoded) throws IOException {
        TiffDirectory directory = TiffDirectory.first(encoded.bytes());
        check(encoded, directory);
        boolean multiplied = directory.number(TiffTags.EXTRA_SAMPLES, 0) == 1;
        RgbPicture stored =
                BuiltInReaders.with(
                        new TIFFImageReaderSpi().createReaderInstance(null),
                        directory.reduced(TiffTags.PIXELS),
                        reader -> Samples.rgb(reader.read(0), multiplied));
        return Orientation.upright(stored, Orientation.of(directory));
    }

    private static void check(EncodedPicture encoded, TiffDirectory directory) throws IOException {
        encoded.checked(directory.number(TiffTags.WIDTH, 0), directory.number(TiffTags.LENGTH, 0));
        if (directory.has(TiffTags.TILE_OFFSETS)) {
            encoded.checked(
                    directory.number(TiffTags.TILE_WIDTH, 0),
                    directory.number(TiffTags.TILE_LENGTH, 0));
        }
        long compression = directory.number(TiffTags.COMPRESSION, 1);
        if (!COMPRESSIONS.contains(compression)) {
            throw encoded.unsupported("with compression " + compression);
        }
        long photometric = directory.number(TiffTags.PHOTOMETRIC, -1);
        if (!PHOTOMETRICS.contains(photometric)) {
            throw encoded.unsupported("with colours of kind " + photometric);
        }
        long samples = directory.number(TiffTags.SAMPLES_PER_PIXEL, 1);
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw encoded.unsupported("of " + samples + " samples a pixel");
        }
        for (long depth : directory.numbers(TiffTags.BITS_PER_SAMPLE)) {
            if (!DEPTHS.contains(depth)) {
                throw encoded.unsupported("of " + depth + " bits a sample");
            }
        }
        if (LongStream.of(directory.numbers(TiffTags.SAMPLE_FORMAT)).anyMatch(kind -> kind != 1)) {
            throw encoded.unsupported("of signed or floating-point samples");
        }
        boolean tiled = directory.has(TiffTags.TILE_OFFSETS);
        long[] offsets = directory.numbers(tiled ? TiffTags.TILE_OFFSETS : TiffTags.STRIP_OFFSETS);
        long[] counts =
                directory.numbers(tiled ? TiffTags.TILE_BYTE_COUNTS : TiffTags.STRIP_BYTE_COUNTS);
        checkParts(encoded, offsets, counts);
        if (compression == JPEG) {
            checkStreams(encoded, offsets, counts, partPixels(directory));
        }
    }

    /** Parts that overlap could make a small file stand for endless data. */
    private static void checkParts(EncodedPicture encoded, long[] offsets, long[] counts)
            throws IOException {
        long claimed = LongStream.of(counts).sum();
        long there = encoded.bytes().length();
        if (claimed > there) {
            throw new IOException(
                    "its strips or tiles claim " + claimed + " bytes, the file has " + there);
        }
        if (offsets.length == 0 || offsets.length != counts.length) {
            throw new IOException(
                    "it has "
                            + offsets.length
                            + " strips or tiles and "
                            + counts.length
                            + " lengths");
        }
        for (int i = 0; i < offsets.length; i++) {
            encoded.bytes().part(offsets[i], counts[i]);
        }
    }

    private static long partPixels(TiffDirectory directory) throws IOException {
        long width = directory.number(TiffTags.TILE_WIDTH, directory.number(TiffTags.WIDTH, 0));
        long length = directory.number(TiffTags.LENGTH, 0);
        long rows = Math.min(length, directory.number(TiffTags.ROWS_PER_STRIP, length));
        return width * directory.number(TiffTags.TILE_LENGTH, rows);
    }

    /** A JPEG stream inside must not be larger than the strip or tile that it stands for. */
    private static void checkStreams(
            EncodedPicture encoded, long[] offsets, long[] counts, long pixels) throws IOException {
        for (int i = 0; i < offsets.length; i++) {
            Bytes part = encoded.bytes().part(offsets[i], counts[i]);
            Size size = JpegStream.read(encoded, part).size();
            if (size.pixels() > pixels) {
                throw new IOException(
                        "a strip or tile of " + pixels + " pixels is a JPEG of " + size);
            }
        }
    }
}

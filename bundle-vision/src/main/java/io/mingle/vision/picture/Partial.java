package io.mingle.vision.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReadParam;

/**
 * An image as far as it could be decoded.
 *
 * <p>Readers do not tell how far they came. So what is damaged is decoded twice, onto two different
 * backgrounds and, where the file is cut off, with two different continuations: pixels that come
 * out alike were in the file.
 *
 * @param image as stored
 * @param missing those of its pixels that were not in the file
 */
record Partial(BufferedImage image, Missing missing) {

    /** A file as its reader gets it. */
    interface Encoded {
        /**
         * Returns the file.
         *
         * @param continued with anything behind the place where it is cut off, if it is
         */
        byte[] file(boolean continued) throws IOException;
    }

    /**
     * Decodes a file, whole or as far as it goes.
     *
     * @param cut whether it is known to end too early
     * @throws IOException if it gives no pixel at all; what the reader says, so that a {@code
     *     RuntimeException} comes through, too
     */
    static Partial decode(
            BuiltInReaders.Source source, Encoded encoded, PixelOrder order, boolean cut)
            throws IOException {
        Exception failure = new EOFException();
        if (!cut) {
            try {
                BufferedImage image =
                        BuiltInReaders.with(source, encoded.file(false), reader -> reader.read(0));
                return new Partial(image, Missing.nothing(image.getWidth(), image.getHeight()));
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
        }
        Partial rescued = rescue(source, encoded, order);
        if (!rescued.missing.isAll()) {
            return rescued;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        throw (IOException) failure;
    }

    /** Decodes what can be decoded of a damaged file, be it nothing. */
    static Partial rescue(BuiltInReaders.Source source, Encoded encoded, PixelOrder order)
            throws IOException {
        return common(
                order, onto(0, source, encoded.file(false)), onto(-1, source, encoded.file(true)));
    }

    /** Returns what two decodings of a file have in common. */
    static Partial common(PixelOrder order, BufferedImage image, BufferedImage again) {
        Raster one = image.getRaster();
        Raster other = again.getRaster();
        int width = one.getWidth();
        int height = one.getHeight();
        Missing missing = new Missing(order, width, height);
        int[] first = null;
        int[] second = null;
        for (int y = 0; y < height; y++) {
            first = Samples.row(one, y, first);
            second = Samples.row(other, y, second);
            if (order == PixelOrder.ROWS && !Arrays.equals(first, second)) {
                missing.addRows(y, height);
                break;
            }
            for (int i = 0; i < first.length; i++) {
                if (first[i] != second[i]) {
                    missing.add(i / one.getNumBands(), y);
                }
            }
        }
        return new Partial(image, missing);
    }

    /** Returns a background with as much of the image as can be decoded. */
    private static BufferedImage onto(int background, BuiltInReaders.Source source, byte[] file)
            throws IOException {
        return BuiltInReaders.with(
                source,
                file,
                reader -> {
                    BufferedImage image =
                            reader.getImageTypes(0)
                                    .next()
                                    .createBufferedImage(reader.getWidth(0), reader.getHeight(0));
                    fill(image.getRaster().getDataBuffer(), background);
                    ImageReadParam onto = reader.getDefaultReadParam();
                    onto.setDestination(image);
                    try {
                        reader.read(0, onto);
                    } catch (IOException | RuntimeException e) {
                        // What came before is in the image, and all that counts.
                        return image;
                    }
                    return image;
                });
    }

    private static void fill(DataBuffer pixels, int value) {
        if (pixels instanceof DataBufferByte bytes) {
            for (byte[] bank : bytes.getBankData()) {
                Arrays.fill(bank, (byte) value);
            }
        } else if (pixels instanceof DataBufferUShort shorts) {
            for (short[] bank : shorts.getBankData()) {
                Arrays.fill(bank, (short) value);
            }
        } else if (pixels instanceof DataBufferInt ints) {
            for (int[] bank : ints.getBankData()) {
                Arrays.fill(bank, value);
            }
        } else {
            for (int bank = 0; bank < pixels.getNumBanks(); bank++) {
                for (int i = 0; i < pixels.getSize(); i++) {
                    pixels.setElem(bank, i, value);
                }
            }
        }
    }
}

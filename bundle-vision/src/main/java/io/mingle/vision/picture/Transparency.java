package io.mingle.vision.picture;

import java.awt.image.BufferedImage;

/** Tells from the samples of stored pixels how opaque they are. */
interface Transparency {

    /** All of it is opaque. */
    Transparency NONE = (samples, alpha) -> {};

    /**
     * Reads a row.
     *
     * @param samples as stored, band by band
     * @param alpha gets a value for each pixel, 0 for invisible to 255 for opaque
     */
    void read(int[] samples, int[] alpha);

    /** The last band of an image, if its reader says that it has alpha. */
    static Transparency of(BufferedImage image) {
        return image.getColorModel().hasAlpha()
                ? band(image, image.getRaster().getNumBands() - 1)
                : NONE;
    }

    /** A band of an image. */
    static Transparency band(BufferedImage image, int band) {
        int bands = image.getRaster().getNumBands();
        int size = image.getSampleModel().getSampleSize(band);
        return (samples, alpha) -> {
            for (int i = 0; i < alpha.length; i++) {
                alpha[i] = Samples.stretch(samples[i * bands + band], size);
            }
        };
    }

    /** A value for each colour of a palette, from the first one on; the others are opaque. */
    static Transparency palette(byte[] values) {
        return (samples, alpha) -> {
            for (int i = 0; i < alpha.length; i++) {
                alpha[i] = samples[i] < values.length ? values[samples[i]] & 0xff : 255;
            }
        };
    }

    /** One colour is invisible, as it is stored. */
    static Transparency key(int... colour) {
        return (samples, alpha) -> {
            for (int i = 0; i < alpha.length; i++) {
                int bands = samples.length / alpha.length;
                boolean same = true;
                for (int band = 0; band < colour.length; band++) {
                    same &= samples[i * bands + band] == colour[band];
                }
                alpha[i] = same ? 0 : 255;
            }
        };
    }
}

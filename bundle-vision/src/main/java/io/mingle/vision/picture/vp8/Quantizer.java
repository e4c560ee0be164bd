package io.mingle.vision.picture.vp8;

/** The factors of the coefficients in a segment (RFC 6386, section 14.1), for DC and AC each. */
final class Quantizer {

    private static final int MOST_CHROMA_DC = 117;

    final int[] luma;
    final int[] secondOrder;
    final int[] chroma;

    /**
     * Looks the factors up.
     *
     * @param index of the AC factor of luma
     * @param offsets to it: DC of luma, DC and AC of the second order, DC and AC of chroma
     */
    Quantizer(int index, int[] offsets) {
        luma = new int[] {Tables.dc(index + offsets[0]), Tables.ac(index)};
        secondOrder =
                new int[] {
                    2 * Tables.dc(index + offsets[1]),
                    Math.max(8, Tables.ac(index + offsets[2]) * 155 / 100)
                };
        chroma =
                new int[] {
                    Tables.dc(Math.min(MOST_CHROMA_DC, index + offsets[3])),
                    Tables.ac(index + offsets[4])
                };
    }
}

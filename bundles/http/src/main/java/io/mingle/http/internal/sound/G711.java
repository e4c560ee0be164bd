package io.mingle.http.internal.sound;

/**
 * Telephone sound, eight bits a sample on a scale that is nearly logarithmic (ITU-T Recommendation
 * G.711, Pulse code modulation of voice frequencies). Values have 16 bits.
 */
final class G711 {

    /** What is added before a segment of μ-law is looked for. */
    private static final int BIAS = 0x84;

    private static final int ULAW_CLIP = 32_635;

    /** Every second bit of A-law is inverted on the wire. */
    private static final int ALAW_TOGGLE = 0x55;

    private G711() {}

    static short fromUlaw(byte coded) {
        int bits = ~coded & 0xff;
        int segment = bits >> 4 & 7;
        int value = ((bits & 0xf) << 3) + BIAS << segment;
        return (short) ((bits & 0x80) != 0 ? BIAS - value : value - BIAS);
    }

    static byte toUlaw(short value) {
        int sign = value < 0 ? 0x80 : 0;
        int size = Math.min(ULAW_CLIP, Math.abs((int) value)) + BIAS;
        int segment = 24 - Integer.numberOfLeadingZeros(size);
        return (byte) ~(sign | segment << 4 | size >> segment + 3 & 0xf);
    }

    static short fromAlaw(byte coded) {
        int bits = coded ^ ALAW_TOGGLE;
        int segment = bits >> 4 & 7;
        int value = ((bits & 0xf) << 4) + 8;
        if (segment > 0) {
            value = value + 0x100 << segment - 1;
        }
        return (short) ((bits & 0x80) != 0 ? value : -value);
    }

    static byte toAlaw(short value) {
        int sign = value < 0 ? 0 : 0x80;
        int size = value < 0 ? -value - 1 : value;
        int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(size));
        int mantissa = segment == 0 ? size >> 4 : size >> segment + 3;
        return (byte) ((sign | segment << 4 | mantissa & 0xf) ^ ALAW_TOGGLE);
    }
}

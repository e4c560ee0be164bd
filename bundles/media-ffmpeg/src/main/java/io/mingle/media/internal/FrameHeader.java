package io.mingle.media.internal;

/**
 * What a frame of MPEG audio (ISO/IEC 11172-3, 2.4.1.3; 13818-3) or AAC in ADTS (14496-3, 1.A.2)
 * begins with.
 *
 * @param kind what all frames of a sound have in common
 * @param length of the frame in bytes
 * @param samples of each channel
 * @param rate samples per second
 * @param information where in the frame an encoder writes about the whole sound (Xing, LAME); 0 for
 *     nowhere
 */
record FrameHeader(int kind, int length, int samples, int rate, int information) {

    /** Bytes that {@link #read} looks at. */
    static final int BYTES = 7;

    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int[] ADTS_RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
        8_000, 7_350
    };

    /** Thousands of bits per second, by index. */
    private static final int[] LAYER_1 = {
        0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448
    };

    private static final int[] LAYER_2 = {
        0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384
    };
    private static final int[] LAYER_3 = {
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
    };
    private static final int[] LOW_LAYER_1 = {
        0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256
    };
    private static final int[] LOW_LAYERS_2_3 = {
        0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
    };

    /** Reads a header; null if there is none. */
    static FrameHeader read(byte[] bytes, int at) {
        if (at + BYTES > bytes.length || bytes[at] != -1 || (bytes[at + 1] & 0xe0) != 0xe0) {
            return null;
        }
        int word =
                (bytes[at] & 0xff) << 24
                        | (bytes[at + 1] & 0xff) << 16
                        | (bytes[at + 2] & 0xff) << 8
                        | bytes[at + 3] & 0xff;
        int layer = 4 - (word >>> 17 & 3);
        return layer == 4 ? adts(bytes, at, word) : mpeg(word, layer);
    }

    private static FrameHeader mpeg(int word, int layer) {
        int version = word >>> 19 & 3;
        int bits = word >>> 12 & 15;
        int rateIndex = word >>> 10 & 3;
        if (version == 1 || bits == 0 || bits == 15 || rateIndex == 3) {
            return null;
        }
        boolean low = version != 3;
        int rate = RATES[rateIndex] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int bitRate = 1000 * bitRates(low, layer)[bits];
        int padding = word >>> 9 & 1;
        boolean mono = (word >>> 6 & 3) == 3;
        int samples = layer == 1 ? 384 : layer == 3 && low ? 576 : 1152;
        int length =
                layer == 1
                        ? (12 * bitRate / rate + padding) * 4
                        : samples / 8 * bitRate / rate + padding;
        int sideInformation = low ? (mono ? 9 : 17) : mono ? 17 : 32;
        return new FrameHeader(
                word & 0xfffe_0c00, length, samples, rate, layer == 3 ? 4 + sideInformation : 0);
    }

    private static int[] bitRates(boolean low, int layer) {
        return switch (layer) {
            case 1 -> low ? LOW_LAYER_1 : LAYER_1;
            case 2 -> low ? LOW_LAYERS_2_3 : LAYER_2;
            default -> low ? LOW_LAYERS_2_3 : LAYER_3;
        };
    }

    private static FrameHeader adts(byte[] bytes, int at, int word) {
        int rate = word >>> 10 & 15;
        int length = (word & 3) << 11 | (bytes[at + 4] & 0xff) << 3 | (bytes[at + 5] & 0xff) >>> 5;
        if ((word & 0xfff0_0000) != 0xfff0_0000 || rate >= ADTS_RATES.length || length <= BYTES) {
            return null;
        }
        int samples = 1024 * ((bytes[at + 6] & 3) + 1);
        return new FrameHeader(word & 0xfffe_fc00, length, samples, ADTS_RATES[rate], 0);
    }

    /** Tells whether it belongs to a sound of AAC. */
    boolean isAac() {
        return (kind >>> 17 & 3) == 0;
    }
}

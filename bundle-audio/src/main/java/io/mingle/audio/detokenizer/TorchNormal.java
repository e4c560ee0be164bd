package io.mingle.audio.detokenizer;

/**
 * Normal values as PyTorch's generator for processors draws them, in blocks of sixteen (M.
 * Matsumoto, T. Nishimura, Mersenne Twister, 1998; G. Box, M. Muller, A Note on the Generation of
 * Random Normal Deviates, 1958).
 */
final class TorchNormal {

    private static final int WORDS = 624;
    private static final int MIDDLE = 397;
    private static final int BLOCK = 16;

    private final int[] state = new int[WORDS];
    private int next = WORDS;

    private TorchNormal(int seed) {
        state[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            int last = state[i - 1];
            state[i] = 1812433253 * (last ^ last >>> 30) + i;
        }
    }

    /**
     * Draws from a generator that was just seeded.
     *
     * @param count a multiple of 16
     */
    static float[] drawn(int seed, int count) {
        if (count % BLOCK != 0) {
            throw new IllegalArgumentException(
                    "%s values cannot be drawn in blocks of %s.".formatted(count, BLOCK));
        }
        TorchNormal generator = new TorchNormal(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (generator.word() & 0xffffff) * 0x1p-24f;
        }
        for (int block = 0; block < count; block += BLOCK) {
            for (int i = block; i < block + BLOCK / 2; i++) {
                double length = Math.sqrt(-2 * Math.log(1 - values[i]));
                double angle = 2 * Math.PI * values[i + BLOCK / 2];
                values[i] = (float) (length * Math.cos(angle));
                values[i + BLOCK / 2] = (float) (length * Math.sin(angle));
            }
        }
        return values;
    }

    private int word() {
        if (next == WORDS) {
            twist();
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    private void twist() {
        for (int i = 0; i < WORDS; i++) {
            int y = state[i] & 0x80000000 | state[(i + 1) % WORDS] & 0x7fffffff;
            state[i] = state[(i + MIDDLE) % WORDS] ^ y >>> 1 ^ (y & 1) * 0x9908b0df;
        }
    }
}

package io.mingle.vision.picture.vp8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The constant tables of VP8 (RFC 6386), flat. */
final class Tables {

    /** Token probabilities of a context: by type, band, context, [4, 8, 3, 11]. */
    static final int TOKENS = 11;

    private static final int CONTEXTS = 3;
    private static final int BANDS = 8;
    private static final int TYPES = 4;
    private static final int QUANTIZERS = 128;
    private static final int MODES = 10;

    /** [10, 10, 9]: the mode above, the mode to the left, the node of the tree. */
    static final int[] BLOCK_MODES;

    private static final int[] DC;
    private static final int[] AC;
    private static final int[] COEFFICIENTS;
    private static final int[] UPDATES;

    static {
        try (InputStream in = Tables.class.getResourceAsStream("tables.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            Iterator<String> numbers =
                    List.of(text.replaceAll("#.*", "").strip().split("\\s+")).iterator();
            DC = take(numbers, QUANTIZERS);
            AC = take(numbers, QUANTIZERS);
            BLOCK_MODES = take(numbers, MODES * MODES * (MODES - 1));
            COEFFICIENTS = take(numbers, TYPES * BANDS * CONTEXTS * TOKENS);
            UPDATES = take(numbers, TYPES * BANDS * CONTEXTS * TOKENS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tables() {}

    private static int[] take(Iterator<String> numbers, int count) {
        int[] taken = new int[count];
        Arrays.setAll(taken, i -> Integer.parseInt(numbers.next()));
        return taken;
    }

    /** Reads the probabilities of a frame: those of the table, or what the frame has instead. */
    static int[] coefficients(BoolReader header) {
        int[] probabilities = COEFFICIENTS.clone();
        for (int i = 0; i < probabilities.length; i++) {
            if (header.read(UPDATES[i])) {
                probabilities[i] = header.number(8);
            }
        }
        return probabilities;
    }

    /** Where the probabilities of a type, band and context begin. */
    static int context(int type, int band, int context) {
        return ((type * BANDS + band) * CONTEXTS + context) * TOKENS;
    }

    static int dc(int index) {
        return DC[Math.max(0, Math.min(QUANTIZERS - 1, index))];
    }

    static int ac(int index) {
        return AC[Math.max(0, Math.min(QUANTIZERS - 1, index))];
    }
}

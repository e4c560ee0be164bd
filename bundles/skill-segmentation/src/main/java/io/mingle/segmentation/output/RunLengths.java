package io.mingle.segmentation.output;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.segmentation.raster.BitMask;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks as COCO writes them: column by column from the left, each from the top, how many pixels are
 * not set, then how many are, and so on.
 */
public final class RunLengths {

    private static final int FIRST_CHARACTER = 48;
    private static final int BITS = 5;
    private static final int MORE = 1 << BITS;
    private static final int SIGN = 1 << BITS - 1;

    private RunLengths() {}

    /** Returns the runs of a mask; the first is 0 if its first pixel is set. */
    public static List<Integer> of(BitMask mask) {
        List<Integer> runs = new ArrayList<>();
        boolean set = false;
        int run = 0;
        for (int x = 0; x < mask.width(); x++) {
            for (int y = 0; y < mask.height(); y++) {
                if (mask.set()[y * mask.width() + x] != set) {
                    runs.add(run);
                    run = 0;
                    set = !set;
                }
                run++;
            }
        }
        runs.add(run);
        return runs;
    }

    /**
     * Returns the mask of runs.
     *
     * @throws InvalidRequestException if they do not add up to the pixels
     */
    public static BitMask mask(int width, int height, List<Integer> runs) {
        BitMask mask = new BitMask(width, height);
        long at = 0;
        boolean set = false;
        for (int run : runs) {
            if (run < 0 || at + run > (long) width * height) {
                throw wrong(width, height, at + run);
            }
            for (long i = at; set && i < at + run; i++) {
                mask.set()[(int) (i % height * width + i / height)] = true;
            }
            at += run;
            set = !set;
        }
        if (at != (long) width * height) {
            throw wrong(width, height, at);
        }
        return mask;
    }

    private static InvalidRequestException wrong(int width, int height, long found) {
        return new InvalidRequestException(
                "Run lengths for a mask of %s×%s pixels add up to %s. Give those of a mask of this size."
                        .formatted(width, height, found));
    }

    /**
     * Returns runs as the text that COCO stores: from the third on the difference to the one before
     * the last, 5 bits a character, the lowest first.
     */
    public static String text(List<Integer> runs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            int left = i > 2 ? runs.get(i) - runs.get(i - 2) : runs.get(i);
            boolean more = true;
            while (more) {
                int bits = left & MORE - 1;
                left >>= BITS;
                more = (bits & SIGN) != 0 ? left != -1 : left != 0;
                text.append((char) ((more ? bits | MORE : bits) + FIRST_CHARACTER));
            }
        }
        return text.toString();
    }

    /**
     * Reads such a text.
     *
     * @throws InvalidRequestException if it is none
     */
    public static List<Integer> parse(String text) {
        List<Integer> runs = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int value = 0;
            int shift = 0;
            int bits = MORE;
            while ((bits & MORE) != 0) {
                bits = at < text.length() ? text.charAt(at) - FIRST_CHARACTER : -1;
                if (bits < 0 || bits >= 2 * MORE || shift > Integer.SIZE) {
                    throw new InvalidRequestException(
                            "A mask was given as text that is not of COCO's run lengths, at character %s."
                                    .formatted(at));
                }
                value |= (bits & MORE - 1) << shift;
                shift += BITS;
                at++;
            }
            if ((bits & SIGN) != 0 && shift < Integer.SIZE) {
                value |= -1 << shift;
            }
            runs.add(runs.size() > 2 ? value + runs.get(runs.size() - 2) : value);
        }
        return runs;
    }
}

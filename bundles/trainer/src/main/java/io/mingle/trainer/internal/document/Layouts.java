package io.mingle.trainer.internal.document;

import java.util.SplittableRandom;

/** Draws choices that together make a layout; one combination in five is never learnt from. */
final class Layouts {

    private static final int OF = 5;

    private Layouts() {}

    /**
     * Draws one choice for each number of options.
     *
     * @param heldOut whether the combination is one of those that are never learnt from
     */
    static int[] draw(SplittableRandom random, boolean heldOut, int... options) {
        int[] chosen = new int[options.length];
        do {
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = random.nextInt(options[i]);
            }
        } while (isHeldOut(chosen) != heldOut);
        return chosen;
    }

    /** Tells by all choices together, so that each of them alone is learnt. */
    static boolean isHeldOut(int... chosen) {
        int sum = 0;
        for (int i = 0; i < chosen.length; i++) {
            sum += (i + 1) * chosen[i];
        }
        return sum % OF == OF - 2;
    }
}

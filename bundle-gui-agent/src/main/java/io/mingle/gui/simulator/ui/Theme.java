package io.mingle.gui.simulator.ui;

import java.awt.Color;
import java.util.Random;

/**
 * What a phone looks like.
 *
 * @param back behind everything
 * @param surface of rows and dialogs
 * @param text what is written
 * @param faint what is written smaller
 * @param accent of buttons, switches and bars
 * @param onAccent what is written on those
 * @param round how round corners are, in shares of the height of letters
 */
public record Theme(
        Color back,
        Color surface,
        Color text,
        Color faint,
        Color accent,
        Color onAccent,
        double round) {

    /** Looks of these hues, blue and violet, are not learnt from. */
    private static final float HELD_OUT_FROM = 0.58f;

    private static final float HELD_OUT_TO = 0.78f;

    private static Random random(long seed) {
        return new Random(seed * 77 + 5);
    }

    /** Tells whether a look is of those that no model learns from. */
    public static boolean isHeldOut(long seed) {
        float hue = random(seed).nextFloat();
        return hue >= HELD_OUT_FROM && hue < HELD_OUT_TO;
    }

    /** Makes a look, the same for the same seed. */
    public static Theme of(long seed, boolean dark) {
        Random random = random(seed);
        float hue = random.nextFloat();
        float tint = random.nextFloat() * 0.12f;
        double round = random.nextInt(4) * 0.3;
        float saturation = 0.5f + random.nextFloat() * 0.5f;
        return dark
                ? new Theme(
                        Color.getHSBColor(hue, tint, 0.10f),
                        Color.getHSBColor(hue, tint, 0.20f),
                        new Color(240, 240, 240),
                        new Color(170, 170, 170),
                        Color.getHSBColor(hue, saturation * 0.6f, 0.85f),
                        Color.BLACK,
                        round)
                : new Theme(
                        Color.getHSBColor(hue, tint * 0.5f, 0.95f),
                        Color.getHSBColor(hue, tint * 0.3f, 1f),
                        new Color(20, 20, 20),
                        new Color(95, 95, 95),
                        Color.getHSBColor(hue, saturation, 0.55f),
                        Color.WHITE,
                        round);
    }
}

package io.mingle.trainer.data;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** What time, scanners and files do to printed pictures, by chance. */
public final class Wear {

    private Wear() {}

    /**
     * Wears a picture, and returns it or another in its place.
     *
     * @param contrast how far ink and ground differ in lightness, 0 to 255
     * @param size of letters, in pixels per em; small ones are blurred less
     */
    public static BufferedImage printed(
            SplittableRandom random, BufferedImage image, double contrast, double size) {
        if (random.nextInt(100) < 15) {
            Imperfections.blur(image, random.nextDouble(0.03, 0.16));
            if (size > 20 && random.nextInt(3) == 0) {
                Imperfections.blur(image, random.nextDouble(0.05, 0.16));
            }
        }
        if (random.nextInt(100) < 15) {
            Imperfections.shade(random, image, contrast * 0.25);
        }
        if (random.nextInt(100) < 55) {
            double most = Math.min(28, contrast * 0.14);
            double deviation = most * Math.pow(random.nextDouble(), 1.5);
            Imperfections.noise(random, image, Math.max(1, deviation), random.nextBoolean());
        }
        if (random.nextInt(100) < 8) {
            Imperfections.specks(
                    random, image, random.nextDouble(0, contrast > 120 ? 0.025 : 0.01));
        }
        return random.nextInt(100) < 9
                ? Imperfections.jpeg(image, (float) random.nextDouble(0.35, 0.95))
                : image;
    }

    /** Wears the frames of a clip, all in the same way but for the noise. */
    public static void filmed(SplittableRandom random, Iterable<BufferedImage> frames) {
        double blur = random.nextInt(100) < 12 ? random.nextDouble(0.03, 0.16) : 0;
        double deviation = random.nextInt(100) < 45 ? 1 + 14 * Math.pow(random.nextDouble(), 2) : 0;
        boolean grey = random.nextBoolean();
        for (BufferedImage frame : frames) {
            if (blur > 0) {
                Imperfections.blur(frame, blur);
            }
            if (deviation > 0) {
                Imperfections.noise(random, frame, deviation, grey);
            }
        }
    }
}

package io.mingle.trainer.data;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * Paints a scene: with or without antialiasing, sometimes with thin outlines, sometimes a little
 * noisy.
 */
final class ScenePainter {

    private ScenePainter() {}

    static BufferedImage paint(SplittableRandom random, Scene scene) {
        BufferedImage image = Pixels.canvas(scene.width(), scene.height(), scene.ground());
        Graphics2D graphics = image.createGraphics();
        try {
            if (random.nextInt(10) < 6) {
                graphics.setRenderingHint(
                        RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            }
            graphics.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            boolean outlined = random.nextInt(100) < 18;
            int edge = outlined ? edge(random) : 0;
            graphics.setStroke(new BasicStroke(random.nextInt(3) == 0 ? 2 : 1));
            for (DrawnShape shape : scene.shapes()) {
                graphics.setColor(new Color(shape.tone()));
                graphics.fill(shape.outline());
                if (outlined) {
                    graphics.setColor(new Color(edge));
                    graphics.draw(shape.outline());
                }
            }
        } finally {
            graphics.dispose();
        }
        return worn(random, image);
    }

    private static int edge(SplittableRandom random) {
        int level = random.nextInt(0, 100);
        return level << 16 | level << 8 | level;
    }

    private static BufferedImage worn(SplittableRandom random, BufferedImage image) {
        if (random.nextInt(100) < 12) {
            Imperfections.blur(image, random.nextDouble(0.03, 0.16));
        }
        if (random.nextInt(100) < 10) {
            Imperfections.shade(random, image, 24);
        }
        if (random.nextInt(100) < 45) {
            double deviation = 1 + 14 * Math.pow(random.nextDouble(), 2);
            Imperfections.noise(random, image, deviation, random.nextBoolean());
        }
        if (random.nextInt(100) < 4) {
            Imperfections.specks(random, image, random.nextDouble(0, 0.006));
        }
        return random.nextInt(100) < 6
                ? Imperfections.jpeg(image, (float) random.nextDouble(0.5, 0.95))
                : image;
    }
}

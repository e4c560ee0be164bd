package io.mingle.trainer.internal.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;

/** Filled areas with smooth edges. */
final class Areas {

    private Areas() {}

    static void fill(BufferedImage image, int colour, Shape area) {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(new Color(colour));
            graphics.fill(area);
        } finally {
            graphics.dispose();
        }
    }
}

package io.mingle.trainer.internal.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into a plot while this Java runtime has fonts; without them the plot goes without words.
 */
final class Lettering {

    private static final Logger LOG = LoggerFactory.getLogger(Lettering.class);

    private final Graphics2D graphics;
    private boolean possible = true;

    Lettering(Graphics2D graphics, int size) {
        this.graphics = graphics;
        attempt(() -> graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size)));
    }

    /** Writes a text; {@code align} 0 starts at x, 0.5 is centred on it, 1 ends there. */
    void write(String text, double x, double y, double align) {
        attempt(
                () -> {
                    int width = graphics.getFontMetrics().stringWidth(text);
                    graphics.drawString(text, (float) (x - align * width), (float) y);
                });
    }

    /** A number in as few characters as its size needs. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) {
            return String.format(Locale.ROOT, "%.3gM", value / 1e6);
        }
        if (size >= 10_000) {
            return String.format(Locale.ROOT, "%.0fk", value / 1e3);
        }
        if (size >= 10 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, size < 0.01 ? "%.1e" : "%.2f", value);
    }

    private void attempt(Runnable writing) {
        if (!possible) {
            return;
        }
        try {
            writing.run();
        } catch (LinkageError | InternalError | RuntimeException e) {
            possible = false;
            LOG.info(
                    "The plot has no words because this Java runtime has no fonts ({}).",
                    e.toString());
        }
    }
}

package io.mingle.document.internal.source;

import io.mingle.api.document.PageBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A page that is a picture.
 *
 * <p>Nobody knows how large its paper was: it counts as a page of 8.27 inches (A4) across its
 * shorter side, but has at least 50 and at most 600 pixels to the inch.
 */
final class PicturePage implements SourcePage {

    private static final double PAPER = 8.27;
    private static final double COARSEST = 50;
    private static final double FINEST = 600;

    private final String file;
    private final BufferedImage image;
    private final List<String> warnings;

    PicturePage(String file, BufferedImage image, List<String> warnings) {
        this.file = file;
        this.image = image;
        this.warnings = List.copyOf(warnings);
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public double width() {
        return image.getWidth();
    }

    @Override
    public double height() {
        return image.getHeight();
    }

    @Override
    public double inch() {
        return Math.max(
                COARSEST, Math.min(FINEST, Math.min(image.getWidth(), image.getHeight()) / PAPER));
    }

    @Override
    public BufferedImage draw(PageBox part, long pixels, double dpi) {
        int x0 = (int) Math.max(0, part.x0());
        int y0 = (int) Math.max(0, part.y0());
        int x1 = (int) Math.min(image.getWidth(), Math.max(x0 + 1, Math.ceil(part.x1())));
        int y1 = (int) Math.min(image.getHeight(), Math.max(y0 + 1, Math.ceil(part.y1())));
        double area = (double) (x1 - x0) * (y1 - y0);
        double scale = Math.min(1, Math.min(dpi / inch(), Math.sqrt(pixels / area)));
        return PlainAwt.draw(() -> scaled(x0, y0, x1, y1, scale));
    }

    /** Halves it until the last step is a small one, so that thin lines are not lost. */
    private BufferedImage scaled(int x0, int y0, int x1, int y1, double scale) {
        BufferedImage now = image.getSubimage(x0, y0, x1 - x0, y1 - y0);
        double left = scale;
        do {
            double step = Math.max(0.5, left);
            int width = Math.max(1, (int) Math.round(now.getWidth() * step));
            int height = Math.max(1, (int) Math.round(now.getHeight() * step));
            BufferedImage next = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = next.createGraphics();
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(now, 0, 0, width, height, null);
            graphics.dispose();
            now = next;
            left /= step;
        } while (left < 1);
        return now;
    }

    @Override
    public List<TextLine> text() {
        return List.of();
    }

    @Override
    public List<PageBox> pictures() {
        return List.of();
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }
}

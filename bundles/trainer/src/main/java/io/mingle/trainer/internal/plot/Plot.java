package io.mingle.trainer.internal.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws panels of curves one above the other and writes them as PNG; works headless and without
 * fonts.
 */
public final class Plot {

    private static final int WIDTH = 960;
    private static final int PANEL_HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int RIGHT = 24;
    private static final int TOP = 34;
    private static final int BOTTOM = 36;
    private static final Color[] COLOURS = {
        new Color(0x1F77B4),
        new Color(0xD62728),
        new Color(0x2CA02C),
        new Color(0xFF7F0E),
        new Color(0x9467BD),
        new Color(0x8C564B),
        new Color(0x17BECF),
        new Color(0x7F7F7F)
    };

    private Plot() {}

    /**
     * Writes the plot, replacing the file in one move.
     *
     * @param file where to; its folder must exist
     * @param panels from top to bottom, at least one
     * @throws IOException when the file cannot be written
     */
    public static void write(Path file, List<Panel> panels) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = Files.createTempFile(target.getParent(), "plot", ".part");
        try {
            ImageIO.write(draw(panels), "png", part.toFile());
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Draws the panels, each 960 × 360 pixels. */
    static BufferedImage draw(List<Panel> panels) {
        if (panels.isEmpty()) {
            throw new IllegalArgumentException(
                    "A plot without panels was asked for; give at least one.");
        }
        BufferedImage image =
                new BufferedImage(WIDTH, PANEL_HEIGHT * panels.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            Lettering lettering = new Lettering(graphics, 12);
            for (Panel panel : panels) {
                draw(graphics, lettering, panel);
                graphics.translate(0, PANEL_HEIGHT);
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void draw(Graphics2D graphics, Lettering lettering, Panel panel) {
        double bottom = PANEL_HEIGHT - BOTTOM;
        List<Curve.Point> points =
                panel.curves().stream()
                        .flatMap(curve -> curve.points().stream())
                        .filter(panel::shows)
                        .toList();
        Scale across =
                Scale.over(points.stream().mapToDouble(Curve.Point::x), false, LEFT, WIDTH - RIGHT);
        Scale up =
                Scale.over(
                        points.stream().mapToDouble(Curve.Point::y),
                        panel.logarithmic(),
                        bottom,
                        TOP);
        axes(graphics, lettering, across, up);
        graphics.setColor(Color.DARK_GRAY);
        lettering.write(panel.title(), LEFT, TOP - 12, 0);
        for (int i = 0; i < panel.curves().size(); i++) {
            Curve curve = panel.curves().get(i);
            graphics.setColor(COLOURS[i % COLOURS.length]);
            graphics.setStroke(new BasicStroke(1.6f));
            graphics.draw(path(panel, curve, across, up));
            double key = TOP + 10 + 16.0 * i;
            graphics.draw(new Line2D.Double(WIDTH - RIGHT - 24, key, WIDTH - RIGHT - 4, key));
            lettering.write(curve.name(), WIDTH - RIGHT - 30, key + 4, 1);
        }
    }

    private static void axes(Graphics2D graphics, Lettering lettering, Scale across, Scale up) {
        double bottom = PANEL_HEIGHT - BOTTOM;
        graphics.setStroke(new BasicStroke(1f));
        for (double tick : up.ticks()) {
            double y = up.pixel(tick);
            graphics.setColor(new Color(0xE4E4E4));
            graphics.draw(new Line2D.Double(LEFT, y, WIDTH - RIGHT, y));
            graphics.setColor(Color.DARK_GRAY);
            lettering.write(Lettering.number(tick), LEFT - 6, y + 4, 1);
        }
        for (double tick : across.ticks()) {
            double x = across.pixel(tick);
            graphics.setColor(new Color(0xE4E4E4));
            graphics.draw(new Line2D.Double(x, TOP, x, bottom));
            graphics.setColor(Color.DARK_GRAY);
            lettering.write(Lettering.number(tick), x, bottom + 18, 0.5);
        }
        graphics.setColor(Color.GRAY);
        graphics.draw(new Rectangle2D.Double(LEFT, TOP, WIDTH - RIGHT - LEFT, bottom - TOP));
    }

    private static Path2D path(Panel panel, Curve curve, Scale across, Scale up) {
        Path2D path = new Path2D.Double();
        for (Curve.Point point : curve.points()) {
            if (!panel.shows(point)) {
                continue;
            }
            double x = across.pixel(point.x());
            double y = up.pixel(point.y());
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }
}

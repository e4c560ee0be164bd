package io.mingle.itests.picture;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;

/**
 * A shape in a picture.
 *
 * @param kind {@code circle}, {@code square}, {@code triangle} or {@code star}
 * @param colour its English name
 * @param x0 the left edge in pixels
 * @param y0 the upper edge in pixels
 * @param side its width and height in pixels
 */
public record Figure(String kind, String colour, int x0, int y0, int side) {

    private static final Map<String, Color> COLOURS =
            Map.of(
                    "red", new Color(0xD81E1E),
                    "green", new Color(0x1E9632),
                    "blue", new Color(0x1E46D2),
                    "yellow", new Color(0xFAE01E),
                    "orange", new Color(0xFA8C14),
                    "purple", new Color(0x8C28A0),
                    "black", new Color(0x000000),
                    "white", new Color(0xFFFFFF));

    Color paint() {
        return COLOURS.get(colour);
    }

    Shape outline() {
        return switch (kind) {
            case "circle" -> new Ellipse2D.Double(x0, y0, side, side);
            case "square" -> new Rectangle2D.Double(x0, y0, side, side);
            case "triangle" -> polygon(new double[][] {{0.5, 0}, {1, 1}, {0, 1}});
            case "star" -> polygon(star());
            default -> throw new IllegalArgumentException("There is no shape called " + kind);
        };
    }

    private Shape polygon(double[][] corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(x0 + side * corners[0][0], y0 + side * corners[0][1]);
        for (int i = 1; i < corners.length; i++) {
            path.lineTo(x0 + side * corners[i][0], y0 + side * corners[i][1]);
        }
        path.closePath();
        return path;
    }

    /** Five points; the inner corners lie at 0.4 of the outer radius. */
    private static double[][] star() {
        double[][] corners = new double[10][];
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? 0.5 : 0.2;
            double angle = Math.PI * (i / 5.0 - 0.5);
            corners[i] =
                    new double[] {0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)};
        }
        return corners;
    }
}

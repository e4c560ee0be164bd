package io.mingle.trainer.internal.document;

import io.mingle.trainer.data.Labels;
import io.mingle.trainer.data.LineColours;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import io.mingle.trainer.data.Typesetter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws a chart, and notes what is where: characters, bars as squares of their colour, points as
 * circles; each bar or point is a thing.
 */
final class Plotting {

    /**
     * How a chart is set out.
     *
     * @param kind 0 upright bars, 1 level bars, 2 a line
     * @param values 0 printed at the bars, 1 on an axis, 2 both
     * @param grid 0 none, 1 lines across
     * @param colours 0 one for all, 1 one each
     */
    record Layout(int kind, int values, int grid, int colours) {

        static Layout of(SplittableRandom random, boolean heldOut) {
            int[] chosen = Layouts.draw(random, heldOut, 3, 3, 2, 2);
            return new Layout(chosen[0], chosen[1], chosen[2], chosen[3]);
        }

        boolean isLevel() {
            return kind == 1;
        }

        boolean hasAxis() {
            return values > 0;
        }

        boolean isPrinted() {
            return values != 1;
        }
    }

    /**
     * Where something is to be seen.
     *
     * @param letters marks of what is printed; none where nothing is
     */
    record Place(Rectangle2D box, List<Mark> letters) {}

    private static final int LINE = 2;
    private static final double APART = 34;

    /**
     * To each side of a number's place, in pixels: so far that the middle of a token lies in it.
     */
    private static final double REACH = 14.5;

    private static final double LARGEST_DOT = 6;

    private final Layout layout;
    private final Chart chart;
    private final Typesetter setter;
    private final double size;
    private final LineColours paper;
    private final BufferedImage image;
    private final List<Mark> marks = new ArrayList<>();
    private final List<Rectangle2D> things = new ArrayList<>();
    private final List<Mark> values = new ArrayList<>();
    private final Map<Chart.Part, Place> parts = new HashMap<>();

    Plotting(
            Layout layout,
            Chart chart,
            Typesetter setter,
            double size,
            LineColours paper,
            BufferedImage image) {
        this.layout = layout;
        this.chart = chart;
        this.setter = setter;
        this.size = size;
        this.paper = paper;
        this.image = image;
    }

    List<Mark> marks() {
        return marks;
    }

    List<Rectangle2D> things() {
        return things;
    }

    /**
     * Returns where names stand, and where numbers are to be seen: printed, or else the end of
     * their bar, or their point.
     */
    Map<Chart.Part, Place> parts() {
        return parts;
    }

    /** Returns what the numbers are, from 1 on, about the ends of bars and the points of lines. */
    List<Mark> values() {
        return values;
    }

    void draw(SplittableRandom random) {
        int top = chart.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        int step = step(top);
        int scale = (top + step - 1) / step * step;
        double names = layout.isLevel() ? widestName() + size * 0.6 : size * 1.5;
        double ticks =
                !layout.hasAxis()
                        ? 3
                        : layout.isLevel()
                                ? size * 1.5
                                : setter.width("" + scale, size) + size * 0.6;
        double head =
                layout.isLevel()
                        ? setter.width("100", size) + size * 0.5
                        : size * 1.4 + LARGEST_DOT;
        double width = image.getWidth();
        double height = image.getHeight();
        Rectangle2D area =
                layout.isLevel()
                        ? new Rectangle2D.Double(names, 4, width - names - head, height - ticks - 4)
                        : new Rectangle2D.Double(
                                ticks, head, width - ticks - 4, height - names - head);
        axis(area, step, scale);
        ShapeColour one = colour(random);
        List<Point2D> points = new ArrayList<>();
        int count = chart.names().size();
        double share = random.nextDouble(0.45, 0.8);
        for (int i = 0; i < count; i++) {
            ShapeColour colour = layout.colours() == 0 ? one : colour(random);
            double part = (double) chart.values().get(i) / scale;
            double middle = (i + 0.5) / count;
            points.add(
                    layout.isLevel()
                            ? levelBar(area, i, middle, share / count, part, colour, random)
                            : upright(area, i, middle, share / count, part, colour, random));
        }
        if (layout.kind() == LINE) {
            join(points, one, random);
        }
    }

    private double widestName() {
        return chart.names().stream().mapToDouble(it -> setter.width(it, size)).max().orElse(0);
    }

    private static int step(int top) {
        return top > 60 ? 20 : top > 25 ? 10 : top > 10 ? 5 : 2;
    }

    private ShapeColour colour(SplittableRandom random) {
        ShapeColour colour;
        do {
            colour = ShapeColour.values()[random.nextInt(ShapeColour.values().length)];
        } while (ShapeColour.distance(colour.plain(), paper.ground()) < 2 * APART);
        return colour;
    }

    private int tone(ShapeColour colour, SplittableRandom random) {
        int tone = colour.tone(random);
        return ShapeColour.distance(tone, paper.ground()) < APART ? colour.plain() : tone;
    }

    private void axis(Rectangle2D area, int step, int scale) {
        double x0 = area.getMinX();
        double y1 = area.getMaxY();
        Rules.upright(image, paper.ink(), x0, area.getMinY(), y1);
        Rules.draw(image, 1, paper.ink(), x0, area.getMaxX(), y1);
        for (int value = 0; value <= scale && layout.hasAxis(); value += step) {
            double part = (double) value / scale;
            String text = Integer.toString(value);
            double wide = setter.width(text, size);
            if (layout.isLevel()) {
                double x = x0 + part * area.getWidth();
                print(text, x - wide / 2, y1 + size * 1.15);
                if (layout.grid() == 1 && value > 0) {
                    Rules.upright(image, faint(), x, area.getMinY(), y1);
                }
            } else {
                double y = y1 - part * area.getHeight();
                print(text, x0 - wide - size * 0.3, y + setter.capital(size) / 2);
                if (layout.grid() == 1 && value > 0) {
                    Rules.draw(image, 1, faint(), x0, area.getMaxX(), y);
                }
            }
        }
    }

    private int faint() {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int value = 3 * (paper.ground() >> shift & 255) + (paper.ink() >> shift & 255);
            rgb |= value / 4 << shift;
        }
        return rgb;
    }

    private Point2D upright(
            Rectangle2D area,
            int which,
            double middle,
            double share,
            double part,
            ShapeColour colour,
            SplittableRandom random) {
        double x = area.getMinX() + middle * area.getWidth();
        double y = area.getMaxY() - part * area.getHeight();
        String name = chart.names().get(which);
        note(
                which,
                true,
                print(name, x - setter.width(name, size) / 2, area.getMaxY() + size * 1.15));
        if (layout.kind() != LINE) {
            double wide = share * area.getWidth();
            bar(new Rectangle2D.Double(x - wide / 2, y, wide, area.getMaxY() - y), colour, random);
        }
        note(which, false, end(which, x, y));
        if (layout.isPrinted()) {
            String value = chart.values().get(which).toString();
            double above = layout.kind() == LINE ? LARGEST_DOT + 1 : 0;
            double left = x - setter.width(value, size) / 2;
            note(which, false, print(value, left, y - above - size * 0.3));
        }
        return new Point2D.Double(x, y);
    }

    private Point2D levelBar(
            Rectangle2D area,
            int which,
            double middle,
            double share,
            double part,
            ShapeColour colour,
            SplittableRandom random) {
        double y = area.getMinY() + middle * area.getHeight();
        double x = area.getMinX() + part * area.getWidth();
        String name = chart.names().get(which);
        double base = y + setter.capital(size) / 2;
        double left = area.getMinX() - setter.width(name, size) - size * 0.3;
        note(which, true, print(name, left, base));
        double high = share * area.getHeight();
        bar(
                new Rectangle2D.Double(area.getMinX(), y - high / 2, x - area.getMinX(), high),
                colour,
                random);
        note(which, false, end(which, x, y));
        if (layout.isPrinted()) {
            String value = chart.values().get(which).toString();
            note(which, false, print(value, x + size * 0.25, base));
        }
        return new Point2D.Double(x, y);
    }

    private void bar(Rectangle2D bar, ShapeColour colour, SplittableRandom random) {
        Areas.fill(image, tone(colour, random), bar);
        mark(bar, Labels.shape(ShapeKind.SQUARE, colour));
        things.add(bar);
    }

    private void join(List<Point2D> points, ShapeColour colour, SplittableRandom random) {
        int tone = tone(colour, random);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(new Color(tone));
            graphics.setStroke(new BasicStroke((float) random.nextDouble(1.2, 3)));
            for (int i = 1; i < points.size(); i++) {
                graphics.draw(new Line2D.Double(points.get(i - 1), points.get(i)));
            }
        } finally {
            graphics.dispose();
        }
        double radius = random.nextDouble(3, LARGEST_DOT);
        for (Point2D point : points) {
            Ellipse2D dot =
                    new Ellipse2D.Double(
                            point.getX() - radius, point.getY() - radius, 2 * radius, 2 * radius);
            Areas.fill(image, tone, dot);
            mark(dot.getBounds2D(), Labels.shape(ShapeKind.CIRCLE, colour));
            things.add(dot.getBounds2D());
        }
    }

    private void mark(Rectangle2D box, int label) {
        if (box.getWidth() > 0 && box.getHeight() > 0) {
            marks.add(new Mark(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY(), label));
        }
    }

    /** Returns where it stands. */
    private Place print(String text, double left, double base) {
        List<Mark> letters = setter.print(image, text, size, paper.ink(), left, base);
        marks.addAll(letters);
        double high = setter.capital(size);
        double wide = setter.width(text, size);
        return new Place(new Rectangle2D.Double(left, base - high, wide, high), letters);
    }

    /** Notes how much it is at the end of a bar, or at a point. */
    private Place end(int which, double x, double y) {
        double left = Math.max(0, Math.min(x, image.getWidth()) - REACH);
        double top = Math.max(0, Math.min(y, image.getHeight()) - REACH);
        values.add(
                new Mark(left, top, left + 2 * REACH, top + 2 * REACH, chart.values().get(which)));
        return new Place(new Rectangle2D.Double(x - size / 2, y - size / 2, size, size), List.of());
    }

    private void note(int which, boolean isName, Place place) {
        parts.put(new Chart.Part(which, isName), place);
    }
}

package io.mingle.trainer.internal.document;

import io.mingle.trainer.data.FontFamily;
import io.mingle.trainer.data.LineColours;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Pixels;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.data.Typesetter;
import io.mingle.trainer.data.Wear;
import io.mingle.vision.picture.Size;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tables of two to four columns and two to five rows, to be written in Markdown. Every character is
 * marked, and every cell is a thing with a box.
 *
 * @param families to print in, at least one
 * @param heldOut whether layouts are those that are never learnt from
 */
record Tables(List<FontFamily> families, boolean heldOut) implements PictureSource {

    static final int FEWEST_COLUMNS = 2;
    static final int MOST_COLUMNS = 4;
    static final int FEWEST_ROWS = 2;
    static final int MOST_ROWS = 5;

    private static final double LARGEST = 24;

    private static final int NO_RULES = 0;
    private static final int UNDER_HEADINGS = 1;
    private static final int BETWEEN_ROWS = 2;
    private static final int GRID = 3;

    /**
     * How a table is set out.
     *
     * @param rules one of the above
     * @param align 0 left, 1 in the middle, 2 right
     * @param shade 0 nothing, 1 the headings, 2 every second row
     */
    private record Layout(int rules, int align, int shade) {

        static Layout of(SplittableRandom random, boolean heldOut) {
            int[] chosen = Layouts.draw(random, heldOut, 4, 3, 3);
            return new Layout(chosen[0], chosen[1], chosen[2]);
        }
    }

    @Override
    public Size typical(SplittableRandom random) {
        return new Size(random.nextInt(200, 401), random.nextInt(90, 261));
    }

    @Override
    public Sample draw(SplittableRandom random, int width, int height) {
        Layout layout = Layout.of(random, heldOut);
        Typesetter setter = Typesetter.of(random, families);
        int columns = random.nextInt(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, width / 70) + 1);
        int rows = random.nextInt(FEWEST_ROWS, Math.min(MOST_ROWS, height / 24) + 1);
        GridTable table =
                GridTable.of(
                        random,
                        rows,
                        columns,
                        Groups.words(random, heldOut, GridTable.LONGEST_CELL));
        double margin = random.nextDouble(2, 12);
        double[] widest = widest(setter, table);
        double whole = 0;
        for (double each : widest) {
            whole += each;
        }
        double gap = random.nextDouble(0.7, 1.2);
        double size = (width - 2 * margin) / (whole + gap * columns);
        double most = Math.min(LARGEST, (height - 2 * margin) / rows / 1.35);
        size = Math.min(size, most) * random.nextDouble(0.85, 1);
        double step = Math.min(size * random.nextDouble(1.35, 1.8), (height - 2 * margin) / rows);
        double used = (whole + gap * columns) * size;
        double left = margin + random.nextDouble() * Math.max(0, width - 2 * margin - used);
        double top = margin + random.nextDouble() * Math.max(0, height - 2 * margin - step * rows);
        LineColours colours = LineColours.of(random);
        BufferedImage image = Pixels.canvas(width, height, colours.ground());
        shade(image, layout, colours, left, top, used, step, rows);
        rule(image, layout, colours.ink(), left, top, used, step, rows);
        List<Mark> marks = new ArrayList<>();
        List<Rectangle2D> things = new ArrayList<>();
        List<Pointing> letters = new ArrayList<>();
        double x = left;
        for (int c = 0; c < columns; c++) {
            double wide = (widest[c] + gap) * size;
            if (layout.rules() == GRID && c > 0) {
                Rules.upright(image, colours.ink(), x, top, top + step * rows);
            }
            for (int r = 0; r < rows; r++) {
                String cell = table.rows().get(r).get(c);
                double free = wide - gap * size - setter.width(cell, size);
                double at = x + gap * size / 2 + free * layout.align() / 2;
                double base = top + step * r + (step + setter.capital(size)) / 2;
                List<Mark> own = setter.print(image, cell, size, colours.ink(), at, base);
                marks.addAll(own);
                letters.addAll(Pointing.letters(cell, own, width, height, table.place(r, c)));
                things.add(new Rectangle2D.Double(x, top + step * r, wide, step));
            }
            x += wide;
        }
        image = Wear.printed(random, image, colours.contrast(), size);
        return new Sample(
                Pixels.picture(image),
                List.of(new Turn(DocumentPrompts.MARKDOWN, table.markdown(), letters)),
                marks,
                things);
    }

    /** Returns the widths of columns in em. */
    private static double[] widest(Typesetter setter, GridTable table) {
        double[] widest = new double[table.columns()];
        for (List<String> row : table.rows()) {
            for (int c = 0; c < widest.length; c++) {
                widest[c] = Math.max(widest[c], setter.width(row.get(c), 20) / 20);
            }
        }
        return widest;
    }

    private static void shade(
            BufferedImage image,
            Layout layout,
            LineColours colours,
            double left,
            double top,
            double width,
            double step,
            int rows) {
        int tone = mixed(colours.ground(), colours.ink(), 0.13);
        for (int r = 0; r < rows; r++) {
            boolean shaded = layout.shade() == 1 ? r == 0 : layout.shade() == 2 && r % 2 == 0;
            if (shaded) {
                Areas.fill(image, tone, new Rectangle2D.Double(left, top + step * r, width, step));
            }
        }
    }

    private static void rule(
            BufferedImage image,
            Layout layout,
            int ink,
            double left,
            double top,
            double width,
            double step,
            int rows) {
        for (int r = 0; r <= rows; r++) {
            boolean ruled =
                    switch (layout.rules()) {
                        case NO_RULES -> false;
                        case UNDER_HEADINGS -> r == 1;
                        case BETWEEN_ROWS -> r > 0 && r < rows;
                        default -> true;
                    };
            if (ruled) {
                Rules.draw(image, 1, ink, left, left + width, top + step * r);
            }
        }
        if (layout.rules() == GRID) {
            Rules.upright(image, ink, left, top, top + step * rows);
            Rules.upright(image, ink, left + width, top, top + step * rows);
        }
    }

    private static int mixed(int one, int other, double share) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double value = (one >> shift & 255) * (1 - share) + (other >> shift & 255) * share;
            rgb |= (int) Math.round(value) << shift;
        }
        return rgb;
    }
}

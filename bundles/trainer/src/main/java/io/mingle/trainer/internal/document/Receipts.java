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
 * Receipts of three to eight lines, to be read line by line. Every character is marked, and every
 * line is a thing with a box.
 *
 * @param families to print in, at least one
 * @param heldOut whether layouts are those that are never learnt from
 */
record Receipts(List<FontFamily> families, boolean heldOut) implements PictureSource {

    private static final double WIDEST_SIZE = 26;

    /** How a receipt is set out. */
    private record Layout(int heading, int amount, int rule, double pitch) {

        static Layout of(SplittableRandom random, boolean heldOut) {
            int[] chosen = Layouts.draw(random, heldOut, 2, 3, 4, 3);
            return new Layout(chosen[0], chosen[1], chosen[2], 1.25 + 0.3 * chosen[3]);
        }
    }

    /** Draws a canvas as narrow as a receipt, of an area that models see whole. */
    @Override
    public Size typical(SplittableRandom random) {
        return new Size(random.nextInt(180, 321), random.nextInt(140, 341));
    }

    @Override
    public Sample draw(SplittableRandom random, int width, int height) {
        Layout layout = Layout.of(random, heldOut);
        Typesetter setter = Typesetter.of(random, families);
        double margin = width * random.nextDouble(0.03, 0.1);
        int room = (int) Math.min(Receipt.MOST, (height - 8) / (11 * layout.pitch));
        int count = random.nextInt(Receipt.FEWEST, Math.max(Receipt.FEWEST, room) + 1);
        Receipt receipt =
                Receipt.of(random, count, Groups.words(random, heldOut, Receipt.LONGEST_WORD));
        int lines = receipt.lines().size();
        double size = size(setter, receipt, width - 2 * margin);
        double tallest = Math.min(WIDEST_SIZE, (height - 4) / (lines * layout.pitch()));
        size = Math.min(size, tallest) * random.nextDouble(0.8, 1);
        double step = Math.min(size * layout.pitch(), (height - 4.0) / lines);
        double top = random.nextDouble() * (height - step * lines);
        LineColours colours = LineColours.of(random);
        BufferedImage image = Pixels.canvas(width, height, colours.ground());
        List<Mark> marks = new ArrayList<>();
        List<Rectangle2D> things = new ArrayList<>();
        List<Pointing> letters = new ArrayList<>();
        int read = 0;
        double column = margin + widest(setter, receipt, size) + size;
        for (int i = 0; i < lines; i++) {
            Receipt.Entry entry = receipt.lines().get(i);
            double base = top + step * i + (step + setter.capital(size)) / 2;
            double free = width - 2 * margin - setter.width(entry.left(), size);
            boolean middle = entry.heading() && layout.heading() == 0;
            double left = margin + (middle ? Math.max(0, free) / 2 : 0);
            List<Mark> own =
                    new ArrayList<>(
                            setter.print(image, entry.left(), size, colours.ink(), left, base));
            letters.addAll(Pointing.letters(entry.left(), own, width, height, read));
            if (!entry.right().isEmpty()) {
                double its = setter.width(entry.right(), size);
                double right = width - margin - its;
                double at =
                        switch (layout.amount()) {
                            case 0 -> right;
                            case 1 -> Math.min(right, column);
                            default -> Math.min(right, left + width - 2 * margin - free + size);
                        };
                List<Mark> amount =
                        setter.print(image, entry.right(), size, colours.ink(), at, base);
                int begin = read + entry.left().length() + 1;
                letters.addAll(Pointing.letters(entry.right(), amount, width, height, begin));
                own.addAll(amount);
            }
            read += entry.text().length() + 1;
            marks.addAll(own);
            Mark.around(own).ifPresent(things::add);
            boolean last = i + 1 < lines && receipt.lines().get(i + 1).left().equals("TOTAL");
            if (last && layout.rule() > 0) {
                Rules.draw(
                        image,
                        layout.rule(),
                        colours.ink(),
                        margin,
                        width - margin,
                        Math.min(height - 1.0, top + step * (i + 1)));
            }
        }
        image = Wear.printed(random, image, colours.contrast(), size);
        String text = receipt.text();
        return new Sample(
                Pixels.picture(image),
                List.of(
                        new Turn(DocumentPrompts.RECEIPT, text, letters),
                        new Turn(DocumentPrompts.MARKDOWN, text, letters)),
                marks,
                things);
    }

    /** Returns the size in which the widest line fills a width. */
    private static double size(Typesetter setter, Receipt receipt, double width) {
        double widest = 0;
        for (Receipt.Entry entry : receipt.lines()) {
            String both =
                    entry.right().isEmpty() ? entry.left() : entry.left() + "--" + entry.right();
            widest = Math.max(widest, setter.width(both, 20));
        }
        return 20 * width / widest;
    }

    private static double widest(Typesetter setter, Receipt receipt, double size) {
        return receipt.lines().stream()
                .filter(it -> !it.right().isEmpty())
                .mapToDouble(it -> setter.width(it.left(), size))
                .max()
                .orElse(0);
    }
}

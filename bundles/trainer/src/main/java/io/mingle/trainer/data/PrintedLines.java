package io.mingle.trainer.data;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.vision.picture.Size;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * One printed line of 3 to 12 characters of {@link Labels#ALPHABET}, to be read exactly.
 *
 * <p>Fonts, sizes from 14 to 32 pixels, colours, positions, rasterisation and imperfections vary;
 * the answer is the text. Every printed character is marked by the box of its ink, at least three
 * pixels wide and high.
 */
public final class PrintedLines implements PictureSource {

    /** The question asked in nearly all samples. */
    public static final String QUESTION = "Read the text.";

    private static final List<String> PARAPHRASES =
            List.of(
                    "What does it say?",
                    "What is written here?",
                    "Read the line.",
                    "What does the text say?");
    private static final int[] USUAL_WIDTHS = {
        160, 192, 200, 224, 240, 256, 256, 280, 300, 320, 320, 320, 360, 384, 400, 448, 480, 512
    };
    private static final int[] USUAL_HEIGHTS = {
        32, 36, 40, 44, 48, 48, 48, 50, 56, 60, 64, 64, 64, 72, 80, 96
    };

    private final List<FontFamily> families;
    private final boolean practice;

    /**
     * Creates a source that prints in the given families, each equally often.
     *
     * @param families at least one, for instance {@link FontLibrary#known()} or {@link
     *     FontLibrary#heldOut()}
     * @throws InvalidRequestException if there is none
     */
    public PrintedLines(List<FontFamily> families) {
        this(families, false);
    }

    /**
     * Creates the source for training: half of the lines are such as are often read wrong, of small
     * letters, long, with spaces, and of characters that look alike.
     *
     * @param families those of {@link FontLibrary#known()}, at least one
     * @throws InvalidRequestException if there is none: all that were found are held out
     */
    public static PrintedLines practice(List<FontFamily> families) {
        if (families.isEmpty()) {
            throw new InvalidRequestException(
                    "The read task was to be trained, but only font families were found that are"
                            + " held out for the evaluation. Add a family that is not, for example"
                            + " DejaVu Sans or Liberation, to the folder of fonts (--fonts DIR).");
        }
        return new PrintedLines(families, true);
    }

    private PrintedLines(List<FontFamily> families, boolean practice) {
        if (families.isEmpty()) {
            throw new InvalidRequestException(
                    "The read task needs at least one font family, and got none. Name a folder with"
                            + " fonts (--fonts DIR).");
        }
        this.families = List.copyOf(families);
        this.practice = practice;
    }

    /** Returns every question that a sample may ask. */
    static List<String> questions() {
        return Stream.concat(Stream.of(QUESTION), PARAPHRASES.stream()).toList();
    }

    /**
     * Draws a canvas: in six of ten cases cut around a line with some margin, else one of the sizes
     * that people choose for a fixed canvas. Widths run from 48 to 512, heights from 20 to 96.
     */
    @Override
    public Size typical(SplittableRandom random) {
        if (random.nextInt(10) < 4) {
            return new Size(
                    USUAL_WIDTHS[random.nextInt(USUAL_WIDTHS.length)],
                    USUAL_HEIGHTS[random.nextInt(USUAL_HEIGHTS.length)]);
        }
        double size = random.nextDouble(LineFitting.SMALLEST, LineFitting.LARGEST);
        int length = random.nextInt(LineText.SHORTEST, LineText.LONGEST + 1);
        if (practice) {
            length = Math.max(length, random.nextInt(LineText.SHORTEST, LineText.LONGEST + 1));
        }
        double text = length * size * random.nextDouble(0.45, 0.75);
        double margin = random.nextInt(3) == 0 ? 40 : 16;
        int width = (int) Math.round(text + 2 * random.nextDouble(1, margin));
        int height =
                (int)
                        Math.round(
                                size * random.nextDouble(0.9, 1.4)
                                        + 2 * random.nextDouble(1, margin * 0.7));
        return new Size(Math.max(48, Math.min(480, width)), Math.max(20, Math.min(96, height)));
    }

    @Override
    public Sample draw(SplittableRandom random, int width, int height) {
        FontFace face = families.get(random.nextInt(families.size())).pick(random);
        boolean hard = practice && random.nextBoolean();
        Line line = LineFitting.fit(random, face, width, height, hard);
        LineColours colours = LineColours.of(random);
        Rectangle2D ink = line.ink();
        double x = offset(random, width, ink.getWidth()) - ink.getMinX();
        double y = offset(random, height, ink.getHeight()) - ink.getMinY();
        if (random.nextBoolean()) {
            x = Math.round(x);
            y = Math.round(y);
        }
        BufferedImage image = Pixels.canvas(width, height, colours.ground());
        LinePainter.paint(random, image, line, colours.ink(), x, y);
        image = Wear.printed(random, image, colours.contrast(), line.size());
        String question =
                random.nextInt(20) > 0
                        ? QUESTION
                        : PARAPHRASES.get(random.nextInt(PARAPHRASES.size()));
        List<Mark> marks = line.marks(x, y, width, height);
        List<Pointing> letters = Pointing.letters(line.text(), marks, width, height, 0);
        return new Sample(
                Pixels.picture(image),
                List.of(new Turn(question, line.text(), letters)),
                marks,
                List.of());
    }

    private static double offset(SplittableRandom random, double canvas, double ink) {
        double free = Math.max(0, canvas - ink);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> free / 2;
            case 3 -> Math.min(free, random.nextDouble(0, 8));
            default -> free * random.nextDouble();
        };
    }
}

package io.mingle.trainer.data;

import io.mingle.vision.picture.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Looking at one to five coloured shapes: how many, which colour, where.
 *
 * <p>Numbers and words must be equal apart from case and space around; a box must overlap the right
 * one by half (intersection over union on the 0–1000 scale). Shapes are marked by horizontal slices
 * that lie inside them.
 */
public final class LookTask implements DrawnTask {

    /** The least intersection over union of a right box. */
    public static final double LEAST_OVERLAP = 0.5;

    private static final int SMALLEST = 96;
    private static final int LARGEST = 448;
    private static final int[][] USUAL = {
        {224, 224},
        {224, 224},
        {224, 224},
        {256, 256},
        {256, 256},
        {256, 256},
        {320, 320},
        {300, 300},
        {384, 384},
        {400, 400},
        {448, 448},
        {128, 128},
        {160, 160},
        {192, 192},
        {200, 200},
        {336, 336},
        {280, 280},
        {320, 240},
        {256, 192},
        {400, 300},
        {448, 336},
        {240, 320},
        {300, 200},
        {240, 180},
        {320, 200},
        {200, 300}
    };

    @Override
    public String name() {
        return "look";
    }

    /** Draws a canvas from 96 to 448 pixels a side: seven of ten times a usual size, else any. */
    @Override
    public Size typical(SplittableRandom random) {
        if (random.nextInt(10) < 7) {
            int[] usual = USUAL[random.nextInt(USUAL.length)];
            return new Size(usual[0], usual[1]);
        }
        int width = random.nextInt(SMALLEST, LARGEST + 1);
        int height = random.nextBoolean() ? width : (int) (width * random.nextDouble(0.6, 1.6));
        return new Size(width, Math.max(SMALLEST, Math.min(LARGEST, height)));
    }

    @Override
    public Sample draw(SplittableRandom random, int width, int height) {
        Scene scene = Scene.of(random, width, height);
        List<Mark> marks =
                scene.shapes().stream().flatMap(shape -> shape.marks().stream()).toList();
        List<Turn> turns = new SceneQuestions(scene).ask(random);
        return new Sample(
                Pixels.picture(ScenePainter.paint(random, scene)),
                turns,
                marks,
                scene.shapes().stream().map(DrawnShape::box).toList());
    }

    @Override
    public boolean correct(Turn turn, String given) {
        Optional<PromptBox> box = PromptBox.parse(turn.answer());
        if (box.isPresent()) {
            return PromptBox.parse(given)
                    .filter(found -> found.overlap(box.get()) >= LEAST_OVERLAP)
                    .isPresent();
        }
        return turn.answer()
                .toLowerCase(Locale.ROOT)
                .equals(given.strip().toLowerCase(Locale.ROOT));
    }
}

package io.mingle.trainer.data;

import io.mingle.vision.picture.Size;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One to five coloured shapes, and questions about them: how many, which colour, where. Shapes are
 * marked by horizontal slices that lie inside them.
 */
public final class Scenes implements PictureSource {

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
}

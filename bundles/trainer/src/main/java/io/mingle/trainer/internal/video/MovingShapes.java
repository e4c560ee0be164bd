package io.mingle.trainer.internal.video;

import io.mingle.trainer.data.Clip;
import io.mingle.trainer.data.ClipSource;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.Pixels;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Wear;
import io.mingle.vision.picture.Size;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Clips of one to three shapes that appear, move and stop. On each frame shapes are marked and
 * their boxes are things.
 *
 * @param heldOut whether shapes move as they never do in what is learnt from
 */
record MovingShapes(boolean heldOut) implements ClipSource {

    static final int FEWEST = 4;
    static final int MOST = 16;

    @Override
    public Size typical(SplittableRandom random) {
        int side = random.nextInt(112, 225);
        int other = random.nextInt(3) > 0 ? side : random.nextInt(112, 225);
        return new Size(side, other);
    }

    /** Draws 4 to 16 frames, few more often than many. */
    @Override
    public int length(SplittableRandom random) {
        int most = random.nextInt(FEWEST, MOST + 1);
        return random.nextInt(FEWEST, most + 1);
    }

    @Override
    public Clip draw(SplittableRandom random, Size size, int frames) {
        MovingScene scene = MovingScene.of(random, size, frames, heldOut);
        boolean smooth = random.nextInt(10) < 7;
        List<BufferedImage> images = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            images.add(painted(scene, size, i, smooth));
        }
        Wear.filmed(random, images);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            samples.add(labelled(scene, i, images.get(i)));
        }
        return new Clip(samples, new MotionQuestions(scene).ask(random));
    }

    private static BufferedImage painted(MovingScene scene, Size size, int frame, boolean smooth) {
        BufferedImage image = Pixels.canvas(size.width(), size.height(), scene.ground());
        Graphics2D graphics = image.createGraphics();
        try {
            if (smooth) {
                graphics.setRenderingHint(
                        RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            }
            for (Mover mover : scene.movers()) {
                if (frame >= mover.from()) {
                    graphics.setColor(new Color(mover.tone()));
                    graphics.fill(mover.at(frame));
                }
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static Sample labelled(MovingScene scene, int frame, BufferedImage image) {
        List<Mark> marks = new ArrayList<>();
        List<Rectangle2D> things = new ArrayList<>();
        for (Mover mover : scene.movers()) {
            if (frame >= mover.from()) {
                Shape shape = mover.at(frame);
                marks.addAll(mover.marks(frame));
                things.add(shape.getBounds2D());
            }
        }
        return new Sample(Pixels.picture(image), List.of(), marks, things);
    }
}

package io.mingle.trainer.internal.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.data.Clip;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.Size;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MovingShapesTest {

    private static final int COUNT = 400;

    private static Rectangle2D box(Mover mover, int frame) {
        return mover.at(frame).getBounds2D();
    }

    @Test
    void answersAreWhatTheFramesShow() {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Integer> sorts = new HashMap<>();
        for (int i = 0; i < COUNT; i++) {
            int frames = random.nextInt(4, 17);
            Size size = new Size(160, 120);
            MovingScene scene = MovingScene.of(random, size, frames, i % 2 == 0);
            for (Mover mover : scene.movers()) {
                Rectangle2D first = box(mover, mover.from());
                Rectangle2D last = box(mover, frames - 1);
                assertTrue(
                        new Rectangle2D.Double(0, 0, 160, 120).contains(first.createUnion(last)),
                        scene.toString());
                double x = last.getCenterX() - first.getCenterX();
                double y = last.getCenterY() - first.getCenterY();
                if (mover.moves()) {
                    assertEquals(Math.signum(x), mover.direction().x(), 1e-9);
                    assertEquals(Math.signum(y), mover.direction().y(), 1e-9);
                    assertTrue(Math.abs(x) + Math.abs(y) > 8, "to be seen: " + mover);
                }
                if (mover.stops(frames)) {
                    assertEquals(last, box(mover, mover.stop()));
                    assertTrue(!last.equals(box(mover, mover.stop() - 1)), mover.toString());
                }
            }
            for (Turn turn : new MotionQuestions(scene).ask(random)) {
                sorts.merge(MotionQuestions.sort(turn.question()), 1, Integer::sum);
                for (Pointing pointing : turn.pointings()) {
                    assertTrue(isSeen(scene, pointing), turn::toString);
                }
            }
        }
        assertEquals(5, sorts.size(), sorts.toString());
        assertTrue(sorts.values().stream().allMatch(it -> it > COUNT / 5), sorts.toString());
    }

    /** Tells whether a shape has been there since a frame. */
    private static boolean isSeen(MovingScene scene, Pointing pointing) {
        double x = pointing.target().getCenterX() * scene.size().width();
        double y = pointing.target().getCenterY() * scene.size().height();
        int frame = pointing.frame();
        return frame < scene.frames()
                && scene.movers().stream()
                        .anyMatch(it -> it.from() <= frame && box(it, frame).contains(x, y));
    }

    @Test
    void theOrderOfEventsIsAskedOnlyWhereItCanBeSeen() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < COUNT; i++) {
            MovingScene scene = MovingScene.of(random, new Size(200, 200), 16, false);
            for (Turn turn : new MotionQuestions(scene).ask(random)) {
                if (turn.question().equals("Which shape stops first?")) {
                    List<Mover> stopping =
                            scene.movers().stream().filter(it -> it.stops(16)).toList();
                    Mover named =
                            stopping.stream()
                                    .filter(it -> it.words().equals(turn.answer()))
                                    .findFirst()
                                    .orElseThrow();
                    assertTrue(
                            stopping.stream()
                                    .allMatch(it -> it == named || it.stop() >= named.stop() + 2),
                            scene.toString());
                }
            }
        }
    }

    @Test
    void clipsAreDrawnAlikeFromTheSameSeedAndMovementsThatAreHeldOutAreNotLearntFrom() {
        MovingShapes source = new MovingShapes(false);
        Clip one = source.draw(new SplittableRandom(3), new Size(120, 120), 7);
        Clip again = source.draw(new SplittableRandom(3), new Size(120, 120), 7);
        assertEquals(7, one.frames().size());
        assertEquals(one.turns(), again.turns());
        for (int i = 0; i < 7; i++) {
            assertArrayEquals(
                    one.frames().get(i).picture().rgb(), again.frames().get(i).picture().rgb());
        }
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < COUNT; i++) {
            boolean heldOut = i % 2 == 0;
            for (Mover mover : MovingScene.of(random, new Size(99, 150), 9, heldOut).movers()) {
                assertEquals(
                        heldOut,
                        MovingScene.isHeldOut(mover.kind(), mover.colour(), mover.direction()));
            }
        }
    }

    @Test
    void marksLieInsideTheirShapes() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < COUNT; i++) {
            for (Mover mover : MovingScene.of(random, new Size(140, 140), 5, false).movers()) {
                Rectangle2D box = box(mover, mover.from());
                assertTrue(mover.marks(mover.from()).size() > 3, mover.toString());
                mover.marks(mover.from())
                        .forEach(
                                it ->
                                        assertTrue(
                                                it.x0() >= box.getMinX() - 0.6
                                                        && it.x1() <= box.getMaxX() + 0.6,
                                                mover.toString()));
            }
        }
    }

    @Test
    void aFrameNextToTheRightOneIsNearest() {
        WatchTask task = new WatchTask();
        Turn when =
                new Turn(
                        "At which frame does the red circle stop? Answer with the number of the"
                                + " frame.",
                        "5");
        assertEquals(Amount.of(true), task.measure(when, "6").get("nearest frame"));
        assertEquals(Amount.of(false), task.measure(when, "6").get("right"));
        assertEquals(Amount.of(false), task.measure(when, "7").get("nearest frame"));
        assertEquals(Amount.of(false), task.measure(when, "five").get("nearest frame"));
        assertEquals(List.of("when"), task.parts(when));
        Turn direction = new Turn("In which direction does the red circle move?", "left");
        assertEquals(1, task.measure(direction, "Left").size());
        assertEquals(List.of("direction"), task.parts(direction));
    }

    @Test
    void timesCountByWhatTheyHaveInCommon() {
        WatchTask task = new WatchTask();
        Turn turn = new Turn(MotionQuestions.find("the red circle moves", 8), "2.0 - 6.0");
        assertEquals(Amount.of(1.0), task.measure(turn, "2.0 - 6.0").get("time IoU"));
        assertEquals(Amount.of(0.5), task.measure(turn, "From 4 - 6.0").get("time IoU"));
        assertEquals(Amount.of(0.0), task.measure(turn, "7.0 - 8.0").get("time IoU"));
        assertEquals(Amount.of(0.0), task.measure(turn, "later").get("time IoU"));
        assertEquals(Amount.of(false), task.measure(turn, "4.0 - 6.0").get("right"));
        assertEquals(List.of("find"), task.parts(turn));
    }
}

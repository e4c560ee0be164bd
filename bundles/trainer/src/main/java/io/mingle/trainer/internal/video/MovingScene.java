package io.mingle.trainer.internal.video;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import io.mingle.vision.picture.Size;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * One to three shapes, no two of them alike, and what they do.
 *
 * @param size of each frame in pixels
 * @param frames how many
 * @param ground colour behind the shapes, 0xRRGGBB
 * @param movers in the order of painting, at least one
 */
record MovingScene(Size size, int frames, int ground, List<Mover> movers) {

    /** Events are told apart if so many frames are between them: two frames become one patch. */
    static final int APART = 2;

    private static final int MOST = 3;
    private static final int TRIES = 60;
    private static final double CONTRAST = 44;

    /** One combination of shape, colour and direction in so many is never learnt from. */
    private static final int OF = 7;

    MovingScene {
        movers = List.copyOf(movers);
    }

    /**
     * Draws one.
     *
     * @param heldOut whether each shape moves as it never does in what is learnt from
     */
    static MovingScene of(SplittableRandom random, Size size, int frames, boolean heldOut) {
        int level = random.nextInt(150, 256);
        int ground = random.nextInt(4) == 0 ? 0xFFFFFF : level << 16 | level << 8 | level;
        int wanted = random.nextInt(1, MOST + 1);
        List<Integer> beginnings = beginnings(random, frames);
        List<Mover> movers = new ArrayList<>();
        while (movers.isEmpty()) {
            for (int tries = 0; tries < TRIES && movers.size() < wanted; tries++) {
                int from = beginnings.get(movers.size() % beginnings.size());
                Mover mover = mover(random, size, frames, ground, heldOut, from);
                if (isFree(mover, movers, frames)) {
                    movers.add(mover);
                }
            }
        }
        return new MovingScene(size, frames, ground, movers);
    }

    /** Returns the frames with which shapes begin: all at once, or one after the other. */
    private static List<Integer> beginnings(SplittableRandom random, int frames) {
        if (frames < 6 || random.nextBoolean()) {
            return List.of(0);
        }
        List<Integer> all = new ArrayList<>();
        for (int from = random.nextInt(APART); from <= frames / 2; from += APART) {
            all.add(from);
        }
        Collections.shuffle(all, new Random(random.nextLong()));
        return all;
    }

    static boolean isHeldOut(ShapeKind kind, ShapeColour colour, Direction direction) {
        return (kind.ordinal() + 2 * colour.ordinal() + 3 * direction.ordinal()) % OF == 0;
    }

    private static Mover mover(
            SplittableRandom random, Size size, int frames, int ground, boolean heldOut, int from) {
        ShapeKind kind;
        ShapeColour colour;
        Direction direction;
        do {
            kind = any(random, ShapeKind.values());
            colour = any(random, ShapeColour.values());
            direction = any(random, Direction.values());
        } while (isHeldOut(kind, colour, direction) != heldOut
                || ShapeColour.distance(colour.plain(), ground) < 2 * CONTRAST);
        int tone = colour.tone(random);
        if (ShapeColour.distance(tone, ground) < CONTRAST) {
            tone = colour.plain();
        }
        int least = Math.min(size.width(), size.height());
        double side = least * random.nextDouble(0.15, 0.26);
        boolean still = random.nextInt(5) == 0;
        int moving = frames - from - 2;
        boolean stops = !still && moving > 2 && random.nextInt(2) == 0;
        int stop = stops ? from + random.nextInt(2, moving + 1) : frames;
        boolean level = direction.x() != 0;
        double room = (level ? size.width() : size.height()) - side - 4;
        int steps = Math.max(1, Math.min(stop, frames - 1) - from);
        double way = still ? 0 : room * random.nextDouble(0.35, 1);
        double start = side / 2 + 2 + random.nextDouble() * (room - way);
        if (direction.x() < 0 || direction.y() < 0) {
            start += way;
        }
        double other = level ? size.height() : size.width();
        double across = side / 2 + 2 + random.nextDouble() * (other - side - 4);
        return new Mover(
                kind,
                colour,
                tone,
                side,
                level ? start : across,
                level ? across : start,
                direction,
                way / steps,
                from,
                still ? from : stop);
    }

    private static <T> T any(SplittableRandom random, T[] of) {
        return of[random.nextInt(of.length)];
    }

    /** Nothing else is called the same, and tracks do not cross. */
    private static boolean isFree(Mover mover, List<Mover> others, int frames) {
        Rectangle2D track = mover.track(frames - 1);
        return others.stream()
                .noneMatch(
                        it ->
                                it.words().equals(mover.words())
                                        || it.track(frames - 1).intersects(track));
    }
}

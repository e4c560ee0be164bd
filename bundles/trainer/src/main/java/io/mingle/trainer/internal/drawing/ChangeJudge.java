package io.mingle.trainer.internal.drawing;

import io.mingle.vision.picture.RgbPicture;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a picture was changed as it should be: every shape that stays is where it was, in
 * its kind and colour, what is new is there once, in its place if it has one, and nothing else is.
 */
final class ChangeJudge {

    /** How far a shape may have moved, as a share of the picture. */
    private static final double MOVED = 0.06;

    private ChangeJudge() {}

    static boolean isRight(Change change, RgbPicture picture) {
        List<FoundShape> found = new ArrayList<>(ShapeDetector.find(picture));
        for (PlacedShape shape : change.after().shapes()) {
            boolean anywhere =
                    change.sort() == Change.Sort.ADD
                            && change.fresh().map(it -> it == shape).orElse(false);
            Optional<FoundShape> match =
                    found.stream()
                            .filter(it -> it.fits(Group.of(1, shape.colour(), shape.kind())))
                            .filter(it -> anywhere || isAt(it, shape, picture.width()))
                            .findFirst();
            if (match.isEmpty()) {
                return false;
            }
            found.remove(match.get());
        }
        return found.isEmpty();
    }

    private static boolean isAt(FoundShape found, PlacedShape shape, int side) {
        return Point2D.distance(
                        found.box().getCenterX() / side,
                        found.box().getCenterY() / side,
                        shape.box().getCenterX(),
                        shape.box().getCenterY())
                < MOVED;
    }

    /**
     * Returns the ratio of signal to noise outside of what was to change, in decibels.
     *
     * @param given the picture before, of the same size
     */
    static double unchanged(Change change, RgbPicture given, RgbPicture picture) {
        boolean[] changed = changed(change, picture);
        double error = 0;
        int count = 0;
        for (int i = 0; i < changed.length; i++) {
            if (!changed[i]) {
                for (int c = 3 * i; c < 3 * i + 3; c++) {
                    double off = (given.rgb()[c] & 0xFF) - (picture.rgb()[c] & 0xFF);
                    error += off * off;
                    count++;
                }
            }
        }
        return 10 * Math.log10(255.0 * 255.0 / Math.max(1e-3, error / Math.max(1, count)));
    }

    /** What was added may be anywhere: where it is found. */
    private static boolean[] changed(Change change, RgbPicture picture) {
        Canvas mask = new Canvas(picture.width(), 0);
        mask.spread(
                change.sort() == Change.Sort.ADD
                        ? added(change, picture)
                        : change.region(picture.width()));
        return mask.painted();
    }

    private static Shape added(Change change, RgbPicture picture) {
        Area all = new Area();
        for (FoundShape found : ShapeDetector.find(picture)) {
            boolean known =
                    change.before().shapes().stream()
                            .anyMatch(it -> isAt(found, it, picture.width()));
            if (!known) {
                all.add(new Area(found.box()));
            }
        }
        return all;
    }
}

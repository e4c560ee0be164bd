package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import io.mingle.vision.picture.RgbPicture;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds upright shapes of one tone on an even ground, without a network: regions of pixels with one
 * name for their colour, and the outline that covers a region best.
 *
 * <p>It judges what a model draws, and so belongs to the evaluation, which everybody can run, and
 * not to the tests.
 */
final class ShapeDetector {

    /** What is nearer than this to the ground, by {@link ShapeColour#distance}, is ground. */
    static final double GROUND = 100;

    /** The least pixels of a region without its edge, as a share of the picture. */
    private static final double LEAST_CORE = 0.0025;

    /** An outline has to share so much with the region, of what both cover together. */
    private static final double LEAST_OVERLAP = 0.72;

    /** How many pixels of edge, mixed with the ground, are given to a region. */
    private static final int EDGE = 2;

    /** How far the tips of a shape may go beyond its region, in pixels. */
    private static final double[] TIPS = {0, 0.5, 1, 1.5};

    private static final int NONE = -1;

    private final int width;
    private final int height;
    private final int[] tones;
    private final int ground;

    /** The colour of each pixel, {@link #NONE} for ground. */
    private final int[] named;

    /** The region of each pixel. */
    private final int[] regions;

    private ShapeDetector(RgbPicture picture) {
        width = picture.width();
        height = picture.height();
        tones = new int[width * height];
        byte[] rgb = picture.rgb();
        for (int i = 0; i < tones.length; i++) {
            tones[i] =
                    (rgb[3 * i] & 0xFF) << 16
                            | (rgb[3 * i + 1] & 0xFF) << 8
                            | rgb[3 * i + 2] & 0xFF;
        }
        ground = ground();
        named = new int[tones.length];
        for (int i = 0; i < tones.length; i++) {
            named[i] =
                    ShapeColour.distance(tones[i], ground) < GROUND
                            ? NONE
                            : ShapeColour.nearest(tones[i]).ordinal();
        }
        regions = new int[tones.length];
        Arrays.fill(regions, NONE);
    }

    /** Returns the shapes of a picture, from the upper left on. */
    static List<FoundShape> find(RgbPicture picture) {
        return new ShapeDetector(picture).find();
    }

    private List<FoundShape> find() {
        List<List<Integer>> cores = new ArrayList<>();
        boolean[] seen = new boolean[tones.length];
        for (int i = 0; i < tones.length; i++) {
            if (!seen[i] && isCore(i)) {
                List<Integer> core = core(i, seen);
                if (core.size() >= Math.max(4, LEAST_CORE * tones.length)) {
                    for (int at : core) {
                        regions[at] = cores.size();
                    }
                    cores.add(core);
                }
            }
        }
        for (int step = 0; step < EDGE; step++) {
            grow();
        }
        List<FoundShape> found = new ArrayList<>();
        for (int region = 0; region < cores.size(); region++) {
            found.add(shape(region, cores.get(region)));
        }
        return found;
    }

    /** The tone that most of the pixels around the picture have, channel by channel. */
    private int ground() {
        List<Integer> around = new ArrayList<>();
        for (int i = 0; i < tones.length; i++) {
            int x = i % width;
            int y = i / width;
            if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
                around.add(tones[i]);
            }
        }
        return median(around);
    }

    private static int median(List<Integer> tones) {
        int median = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = shift;
            int[] values = tones.stream().mapToInt(it -> it >> channel & 255).sorted().toArray();
            median |= values[values.length / 2] << shift;
        }
        return median;
    }

    /** Tells whether a pixel and the four around it have one name. */
    private boolean isCore(int at) {
        int x = at % width;
        int y = at / width;
        return named[at] != NONE
                && x > 0
                && y > 0
                && x < width - 1
                && y < height - 1
                && named[at - 1] == named[at]
                && named[at + 1] == named[at]
                && named[at - width] == named[at]
                && named[at + width] == named[at];
    }

    private List<Integer> core(int start, boolean[] seen) {
        List<Integer> core = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        seen[start] = true;
        while (!open.isEmpty()) {
            int at = open.remove();
            core.add(at);
            for (int next : around(at)) {
                if (!seen[next] && named[next] == named[start] && isCore(next)) {
                    seen[next] = true;
                    open.add(next);
                }
            }
        }
        return core;
    }

    private List<Integer> around(int at) {
        List<Integer> around = new ArrayList<>();
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int x = at % width + dx;
                int y = at / width + dy;
                if ((dx != 0 || dy != 0) && x >= 0 && y >= 0 && x < width && y < height) {
                    around.add(y * width + x);
                }
            }
        }
        return around;
    }

    /** Gives each region what is beside it and neither ground nor another's. */
    private void grow() {
        int[] before = regions.clone();
        for (int at = 0; at < tones.length; at++) {
            if (before[at] == NONE && named[at] != NONE) {
                for (int next : around(at)) {
                    if (before[next] != NONE) {
                        regions[at] = before[next];
                    }
                }
            }
        }
    }

    private FoundShape shape(int region, List<Integer> core) {
        int tone = median(core.stream().map(it -> tones[it]).toList());
        for (int at = 0; at < tones.length; at++) {
            if (regions[at] == region && share(tones[at], tone) < 0.5) {
                regions[at] = NONE;
            }
        }
        Rectangle box = new Rectangle(-1, -1);
        for (int at = 0; at < tones.length; at++) {
            if (regions[at] == region) {
                box.add(new Rectangle(at % width, at / width, 1, 1));
            }
        }
        return new FoundShape(kind(region, box), ShapeColour.nearest(tone), box);
    }

    /** How much of a tone there is in a mixture of it with the ground. */
    private double share(int mixed, int tone) {
        double along = 0;
        double all = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = ground >> shift & 255;
            int whole = (tone >> shift & 255) - from;
            along += ((mixed >> shift & 255) - from) * whole;
            all += whole * whole;
        }
        return all > 0 ? along / all : 0;
    }

    /**
     * The kind whose outline covers the region best, in its box or in one around it: of thin tips
     * there is less in a pixel than of the ground.
     */
    private Optional<ShapeKind> kind(int region, Rectangle box) {
        Optional<ShapeKind> best = Optional.empty();
        double most = LEAST_OVERLAP;
        for (ShapeKind kind : ShapeKind.values()) {
            for (double tip : TIPS) {
                double overlap = overlap(region, box, tip, kind);
                if (overlap > most) {
                    most = overlap;
                    best = Optional.of(kind);
                }
            }
        }
        return best;
    }

    private double overlap(int region, Rectangle box, double tip, ShapeKind kind) {
        Shape outline = kind.outline();
        Rectangle2D own = outline.getBounds2D();
        AffineTransform place = AffineTransform.getTranslateInstance(box.x - tip, box.y - tip);
        place.scale(
                (box.width + 2 * tip) / own.getWidth(), (box.height + 2 * tip) / own.getHeight());
        place.translate(-own.getMinX(), -own.getMinY());
        Shape placed = place.createTransformedShape(outline);
        int common = 0;
        int all = 0;
        for (int y = box.y; y < box.y + box.height; y++) {
            for (int x = box.x; x < box.x + box.width; x++) {
                boolean drawn = regions[y * width + x] == region;
                boolean expected = placed.contains(x + 0.5, y + 0.5);
                common += drawn && expected ? 1 : 0;
                all += drawn || expected ? 1 : 0;
            }
        }
        return (double) common / all;
    }
}

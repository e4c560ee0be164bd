package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows lines that are one pixel wide from end or crossing to end or crossing, then closed ones.
 */
final class Polylines {

    private static final int[] DX = {1, 0, -1, 0, 1, 1, -1, -1};
    private static final int[] DY = {0, 1, 0, -1, 1, -1, 1, -1};

    /** The same neighbours in a circle. */
    private static final int[] CIRCLE = {0, 4, 1, 6, 2, 7, 3, 5};

    private final BitMask mask;
    private final boolean[] walked;

    private Polylines(BitMask mask) {
        this.mask = mask;
        this.walked = new boolean[mask.set().length];
    }

    /**
     * Traces all lines.
     *
     * @param shortest line that is kept, in pixels
     * @param straightness how far a line may be from its pixels (D. Douglas and T. Peucker, 1973)
     */
    static List<int[]> trace(BitMask mask, int shortest, double straightness) {
        Polylines polylines = new Polylines(mask);
        List<int[]> lines = new ArrayList<>();
        for (boolean closed : new boolean[] {false, true}) {
            for (int at = 0; at < mask.set().length; at++) {
                boolean begins = closed || polylines.ways(at) != 2;
                while (mask.set()[at] && begins && polylines.next(at) >= 0) {
                    List<int[]> way = polylines.follow(at);
                    if (way.size() >= shortest) {
                        lines.add(simplified(way, straightness));
                    }
                }
            }
        }
        return lines;
    }

    /** Counts the ways that lead on from a pixel: neighbours that touch each other are one. */
    private int ways(int at) {
        int count = 0;
        boolean before = neighbour(at, CIRCLE[CIRCLE.length - 1]);
        for (int i : CIRCLE) {
            boolean is = neighbour(at, i);
            count += is && !before ? 1 : 0;
            before = is;
        }
        return count;
    }

    private boolean neighbour(int at, int direction) {
        return mask.at(at % mask.width() + DX[direction], at / mask.width() + DY[direction]);
    }

    /**
     * Returns a neighbour that no line has come by, or -1; those beside come before those across.
     */
    private int next(int at) {
        for (int i = 0; i < DX.length; i++) {
            int x = at % mask.width() + DX[i];
            int y = at / mask.width() + DY[i];
            if (mask.at(x, y) && !walked[y * mask.width() + x]) {
                return y * mask.width() + x;
            }
        }
        return -1;
    }

    private List<int[]> follow(int start) {
        List<int[]> way = new ArrayList<>();
        int at = start;
        walked[start] = true;
        way.add(point(start));
        while (true) {
            int next = next(at);
            if (next < 0) {
                break;
            }
            walked[next] = true;
            way.add(point(next));
            at = next;
            if (ways(at) > 2) {
                break;
            }
        }
        if (way.size() > 2 && touches(start, at)) {
            way.add(point(start));
        }
        return way;
    }

    private int[] point(int at) {
        return new int[] {at % mask.width(), at / mask.width()};
    }

    private boolean touches(int one, int other) {
        int[] first = point(one);
        int[] second = point(other);
        return Math.max(Math.abs(first[0] - second[0]), Math.abs(first[1] - second[1])) <= 1;
    }

    private static int[] simplified(List<int[]> way, double tolerance) {
        boolean[] kept = new boolean[way.size()];
        kept[0] = true;
        kept[way.size() - 1] = true;
        List<int[]> parts = new ArrayList<>();
        parts.add(new int[] {0, way.size() - 1});
        while (!parts.isEmpty()) {
            int[] part = parts.remove(parts.size() - 1);
            int farthest = -1;
            double most = tolerance;
            for (int i = part[0] + 1; i < part[1]; i++) {
                double off = distance(way.get(i), way.get(part[0]), way.get(part[1]));
                if (off > most) {
                    most = off;
                    farthest = i;
                }
            }
            if (farthest >= 0) {
                kept[farthest] = true;
                parts.add(new int[] {part[0], farthest});
                parts.add(new int[] {farthest, part[1]});
            }
        }
        List<Integer> bends = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                bends.add(way.get(i)[0]);
                bends.add(way.get(i)[1]);
            }
        }
        return bends.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Returns how far a point is from the line between two others, or from both if they are one.
     */
    private static double distance(int[] point, int[] from, int[] to) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double length = Math.hypot(dx, dy);
        return length == 0
                ? Math.hypot(point[0] - from[0], point[1] - from[1])
                : Math.abs(dx * (point[1] - from[1]) - dy * (point[0] - from[0])) / length;
    }
}

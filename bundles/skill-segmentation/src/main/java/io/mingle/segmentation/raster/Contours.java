package io.mingle.segmentation.raster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The rings about a mask, along the sides of its pixels. Corners lie between pixels: the first
 * pixel has the corners (0, 0) to (1, 1). What is set is on the right of the way, so outer rings
 * run clockwise as seen on a screen, and holes the other way round.
 */
public final class Contours {

    /** Right, down, left, up. */
    private static final int[] DX = {1, 0, -1, 0};

    private static final int[] DY = {0, 1, 0, -1};

    private final BitMask mask;
    private final boolean[] walked;

    private Contours(BitMask mask) {
        this.mask = mask;
        this.walked = new boolean[mask.set().length];
    }

    /**
     * Traces all rings.
     *
     * @return each ring as corners x, y, x, y, …, without those on a straight line and without the
     *     first one again
     */
    public static List<int[]> of(BitMask mask) {
        Contours contours = new Contours(mask);
        List<int[]> rings = new ArrayList<>();
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                if (contours.isUpperSide(x, y) && !contours.walked[y * mask.width() + x]) {
                    rings.add(contours.ring(x, y));
                }
            }
        }
        return rings;
    }

    /** Every ring has upper sides, and each belongs to one ring. */
    private boolean isUpperSide(int x, int y) {
        return mask.at(x, y) && !mask.at(x, y - 1);
    }

    private int[] ring(int startX, int startY) {
        ArrayDeque<Integer> corners = new ArrayDeque<>();
        int x = startX;
        int y = startY;
        int heading = 0;
        do {
            if (heading == 0) {
                walked[y * mask.width() + x] = true;
            }
            x += DX[heading];
            y += DY[heading];
            int next = turn(x, y, heading);
            if (next != heading) {
                corners.add(x);
                corners.add(y);
            }
            heading = next;
        } while (x != startX || y != startY || heading != 0);
        return corners.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Keeps what is set on the right; where two pixels touch by a corner, it stays with its own.
     */
    private int turn(int x, int y, int heading) {
        boolean right = ahead(x, y, heading, true);
        boolean left = ahead(x, y, heading, false);
        if (!right) {
            return (heading + 1) % 4;
        }
        return left ? (heading + 3) % 4 : heading;
    }

    /** Tells about the pixel beyond a corner, on the right or on the left of the way. */
    private boolean ahead(int x, int y, int heading, boolean right) {
        return switch (heading) {
            case 0 -> mask.at(x, right ? y : y - 1);
            case 1 -> mask.at(right ? x - 1 : x, y);
            case 2 -> mask.at(x - 1, right ? y - 1 : y);
            default -> mask.at(right ? x : x - 1, y - 1);
        };
    }
}

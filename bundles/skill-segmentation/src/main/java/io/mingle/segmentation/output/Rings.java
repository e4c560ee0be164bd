package io.mingle.segmentation.output;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Contours;
import java.util.ArrayList;
import java.util.List;

/**
 * A mask as polygons: for each an outer ring, then those of its holes. Corners lie between pixels,
 * and a ring ends with the corner that it begins with, as in GeoJSON (RFC 7946); seen on a screen,
 * outer rings run clockwise.
 */
public final class Rings {

    private Rings() {}

    /** Returns polygons, rings, corners: each x, y. Pixels that touch by a corner are apart. */
    public static List<List<List<int[]>>> of(BitMask mask) {
        List<int[]> outer = new ArrayList<>();
        List<int[]> holes = new ArrayList<>();
        for (int[] ring : Contours.of(mask)) {
            (area(ring) > 0 ? outer : holes).add(ring);
        }
        List<List<List<int[]>>> polygons = new ArrayList<>();
        outer.forEach(it -> polygons.add(new ArrayList<>(List.of(closed(it)))));
        for (int[] hole : holes) {
            int smallest = -1;
            for (int i = 0; i < outer.size(); i++) {
                if (surrounds(outer.get(i), hole)
                        && (smallest < 0 || area(outer.get(i)) < area(outer.get(smallest)))) {
                    smallest = i;
                }
            }
            polygons.get(smallest).add(closed(hole));
        }
        return polygons;
    }

    /** Returns twice the area, above 0 for what runs clockwise on a screen. */
    private static long area(int[] ring) {
        long area = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            area += (long) ring[i] * ring[next + 1] - (long) ring[next] * ring[i + 1];
        }
        return area;
    }

    /**
     * Looks to the right from the middle of a pixel that touches the hole from inside the object.
     */
    private static boolean surrounds(int[] ring, int[] hole) {
        // The first side of a hole is the upper side of a pixel below it.
        double x = Math.min(hole[0], hole[2]) + 0.5;
        double y = hole[1] + 0.5;
        if (hole[1] != hole[3]) {
            x = hole[0] + 0.5;
            y = Math.min(hole[1], hole[3]) + 0.5;
            x += hole[3] > hole[1] ? -1 : 0;
        } else {
            y += hole[2] > hole[0] ? 0 : -1;
        }
        boolean inside = false;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            boolean crosses = ring[i + 1] > y != ring[next + 1] > y;
            inside ^= crosses && ring[i] > x;
        }
        return inside;
    }

    private static List<int[]> closed(int[] ring) {
        List<int[]> corners = new ArrayList<>();
        for (int i = 0; i < ring.length; i += 2) {
            corners.add(new int[] {ring[i], ring[i + 1]});
        }
        corners.add(new int[] {ring[0], ring[1]});
        return corners;
    }
}

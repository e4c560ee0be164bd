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
     * Counts the sides of a ring that lie to the right of a pixel of the object beside the hole.
     */
    private static boolean surrounds(int[] ring, int[] hole) {
        double[] pixel = onTheRight(hole);
        boolean inside = false;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            boolean crosses = ring[i + 1] > pixel[1] != ring[next + 1] > pixel[1];
            inside ^= crosses && ring[i] > pixel[0];
        }
        return inside;
    }

    /** Returns the middle of a pixel on the right of the first side of a ring: of the object. */
    private static double[] onTheRight(int[] ring) {
        int dx = Integer.signum(ring[2] - ring[0]);
        int dy = Integer.signum(ring[3] - ring[1]);
        return new double[] {ring[0] + (dx - dy) / 2.0, ring[1] + (dx + dy) / 2.0};
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

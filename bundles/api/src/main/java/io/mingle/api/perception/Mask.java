package io.mingle.api.perception;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.Box;
import java.util.List;

/**
 * Which pixels belong to something.
 *
 * @param width of the picture, as it is shown
 * @param height of the picture
 * @param runs column by column from the left, each from the top: how many pixels do not belong to
 *     it, then how many do, and so on (run lengths as in COCO); copied
 * @param counts the same as the text that COCO stores
 * @param polygons the same as rings along the sides of its pixels; copied
 * @param box the smallest one around it, with what it is; its right and lower edge lie behind the
 *     last pixel. All zero for an empty mask
 * @param area in pixels
 * @param score how sure it is, 0 to 1
 * @param colour that it was painted in, {@code #rrggbb}
 */
public record Mask(
        int width,
        int height,
        List<Integer> runs,
        String counts,
        List<Polygon> polygons,
        Box box,
        long area,
        double score,
        String colour) {

    /**
     * Checks the values and copies the lists.
     *
     * @throws InvalidRequestException if something is missing, or the runs do not make up the
     *     picture
     */
    public Mask {
        if (counts == null || box == null || colour == null || !(score >= 0 && score <= 1)) {
            throw new InvalidRequestException(
                    "A mask was reported with counts %s, box %s, colour %s and score %s; all have to be there, and the score is 0 to 1."
                            .formatted(counts, box, colour, score));
        }
        runs = List.copyOf(runs);
        polygons = List.copyOf(polygons);
        long pixels = runs.stream().mapToLong(Integer::longValue).sum();
        if (pixels != (long) width * height) {
            throw new InvalidRequestException(
                    "The runs of a mask of %s×%s pixels make up %s pixels."
                            .formatted(width, height, pixels));
        }
    }

    /** Returns what it is. */
    public String label() {
        return box.label();
    }
}

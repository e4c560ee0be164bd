package io.mingle.segmentation.internal;

import io.mingle.api.perception.Mask;
import io.mingle.api.perception.Point;
import io.mingle.api.perception.Polygon;
import io.mingle.api.understanding.Box;
import io.mingle.segmentation.decode.Rgb;
import io.mingle.segmentation.output.Rings;
import io.mingle.segmentation.output.RunLengths;
import io.mingle.segmentation.raster.BitMask;
import java.util.List;

/** Makes of masks what callers get. */
final class MaskRecords {

    private MaskRecords() {}

    static Mask of(BitMask mask, String label, double score, Rgb colour) {
        List<Integer> runs = RunLengths.of(mask);
        return new Mask(
                mask.width(),
                mask.height(),
                runs,
                RunLengths.text(runs),
                Rings.of(mask).stream().map(MaskRecords::polygon).toList(),
                box(mask, label),
                mask.area(),
                score,
                colour.toString());
    }

    private static Polygon polygon(List<List<int[]>> rings) {
        return new Polygon(
                rings.stream()
                        .map(ring -> ring.stream().map(it -> new Point(it[0], it[1])).toList())
                        .toList());
    }

    private static Box box(BitMask mask, String label) {
        int left = mask.width();
        int top = mask.height();
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                if (mask.set()[y * mask.width() + x]) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = y + 1;
                }
            }
        }
        return right == 0 ? new Box(label, 0, 0, 0, 0) : new Box(label, left, top, right, bottom);
    }
}

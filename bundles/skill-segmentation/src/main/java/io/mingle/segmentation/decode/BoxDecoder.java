package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Components;
import io.mingle.segmentation.raster.Hysteresis;
import io.mingle.segmentation.raster.LocalMaximum;
import io.mingle.segmentation.raster.Plane;
import io.mingle.vision.picture.RgbPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the boxes that were drawn into a picture. */
public final class BoxDecoder {

    private static final double HALF = 0.5;

    private final BoxSettings settings;
    private final AlignmentSettings alignment;

    /** Creates a decoder that scales lengths to each picture. */
    public BoxDecoder(BoxSettings settings, AlignmentSettings alignment) {
        this.settings = settings;
        this.alignment = alignment;
    }

    /**
     * Decodes boxes.
     *
     * @param reference what the generator was given, in the size that is drawn
     * @param drawn what it made of it, of the same size
     * @return the surest first
     */
    public List<DrawnBox> decode(RgbPicture reference, RgbPicture drawn) {
        int width = reference.width();
        int height = reference.height();
        BoxSettings scaled = settings.scaledTo(width, height);
        // Lines of one pixel, as small pictures have them, would be gone.
        int smoothing = Scale.of(width, height).length(1);
        Change change = Change.between(reference, drawn, alignment, smoothing);
        double threshold = scaled.thin() * change.threshold(scaled.thresholds());
        if (!change.isClear(scaled.thresholds())) {
            return List.of();
        }
        BitMask changed = lines(change.difference(), threshold, scaled);
        Components parts = Components.ofEight(changed);
        int[][] bounds = parts.boxes();
        Lab lab = Lab.of(change.drawn());
        List<DrawnBox> boxes = new ArrayList<>();
        for (int i = 0; i < parts.count(); i++) {
            int part = i;
            if (isLarge(bounds[i], scaled)) {
                BitMask of = parts.where(it -> it == part);
                for (DrawnBox box : new BoxLines(of, bounds[i], scaled).boxes()) {
                    boxes.add(box.withColour(colour(box, lab, change, scaled)));
                }
            }
        }
        return distinct(boxes, scaled);
    }

    /** Takes lines as thick as they are at half of their height, however strong they are. */
    private static BitMask lines(Plane difference, double threshold, BoxSettings settings) {
        BitMask changed =
                Hysteresis.of(
                        difference,
                        Math.max(settings.thresholds().lowest(), threshold / 2),
                        threshold);
        Plane most = LocalMaximum.of(difference, settings.thickest() / 2);
        for (int i = 0; i < changed.set().length; i++) {
            changed.set()[i] &= difference.values()[i] >= HALF * most.values()[i];
        }
        return changed;
    }

    private static boolean isLarge(int[] bounds, BoxSettings settings) {
        return bounds[2] - bounds[0] >= settings.shortest()
                && bounds[3] - bounds[1] >= settings.shortest();
    }

    /** Returns the number of the colour in the middle of the lines, if the palette has it. */
    private static int colour(DrawnBox box, Lab lab, Change change, BoxSettings settings) {
        float[][] palette = settings.palette().lab();
        double[] distances = new double[palette.length];
        int width = change.difference().width();
        int height = change.difference().height();
        int count = 0;
        for (int y = (int) box.top(); y <= Math.min(height - 1, box.bottom()); y++) {
            for (int x = (int) box.left(); x <= Math.min(width - 1, box.right()); x++) {
                boolean isSide =
                        x == (int) box.left()
                                || x == (int) box.right()
                                || y == (int) box.top()
                                || y == (int) box.bottom();
                for (int i = 0; isSide && i < palette.length; i++) {
                    distances[i] += Paints.distance(lab, y * width + x, palette[i]);
                }
                count += isSide ? 1 : 0;
            }
        }
        int nearest = 0;
        for (int i = 1; i < distances.length; i++) {
            nearest = distances[i] < distances[nearest] ? i : nearest;
        }
        return distances[nearest] <= settings.farthest() * count ? nearest : -1;
    }

    /** Leaves out boxes that are nearly another one (non-maximum suppression). */
    private static List<DrawnBox> distinct(List<DrawnBox> boxes, BoxSettings settings) {
        List<DrawnBox> kept = new ArrayList<>();
        boxes.sort(Comparator.comparingDouble(DrawnBox::score).reversed());
        for (DrawnBox box : boxes) {
            if (kept.size() < settings.mostBoxes()
                    && kept.stream().allMatch(it -> it.overlap(box) < settings.overlap())) {
                kept.add(box);
            }
        }
        return kept;
    }
}

package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.BoxFilter;
import io.mingle.segmentation.raster.Components;
import io.mingle.segmentation.raster.GuidedFilter;
import io.mingle.segmentation.raster.Holes;
import io.mingle.segmentation.raster.Morphology;
import io.mingle.segmentation.raster.Plane;
import io.mingle.vision.picture.RgbPicture;
import java.util.List;

/**
 * Tells where one object was painted: aligns tones, takes the difference, finds a threshold, keeps
 * what has the colour of the paint, takes out noise, chooses parts, and draws the boundary where
 * the paint is half as opaque as inside.
 */
public final class MaskDecoder {

    private static final double HALF = 0.5;

    private final MaskSettings settings;
    private final AlignmentSettings alignment;

    /** Creates a decoder that scales lengths to each picture. */
    public MaskDecoder(MaskSettings settings, AlignmentSettings alignment) {
        this.settings = settings;
        this.alignment = alignment;
    }

    /**
     * Decodes a mask.
     *
     * @param reference what the generator was given, in the size that is drawn
     * @param drawn what it made of it, of the same size
     * @param several whether all parts are wanted, or one object with its larger parts
     */
    public DecodedMask decode(RgbPicture reference, RgbPicture drawn, boolean several) {
        MaskSettings scaled = settings.scaledTo(reference.width(), reference.height());
        Change change = Change.between(reference, drawn, alignment, scaled.smoothing());
        double threshold = change.threshold(scaled.thresholds());
        BitMask changed =
                change.isClear(scaled.thresholds())
                        ? change.difference().atLeast(threshold)
                        : new BitMask(reference.width(), reference.height());
        Paint paint = Paint.of(change, changed, scaled);
        BitMask cleaned = cleaned(changed.and(paint.where()), change, threshold, scaled.parts());
        BitMask object = several ? cleaned : withCompanions(cleaned, scaled.parts());
        BitMask mask = withBoundary(object, paint, change, scaled);
        return new DecodedMask(
                mask,
                change.difference(),
                paint.score(mask),
                new MaskDiagnostics(
                        threshold,
                        change.otsu().ratio(),
                        change.alignment(),
                        paint.isOfColour() ? paint.opacity().median(mask) : 0));
    }

    /**
     * What is known of the paint.
     *
     * @param opacity of each pixel; of paint of an unknown colour, the difference in its place
     * @param where it may be
     * @param isOfColour whether it has the colour that was expected
     */
    private record Paint(Plane opacity, BitMask where, boolean isOfColour) {

        static Paint of(Change change, BitMask changed, MaskSettings settings) {
            int radius = settings.boundary().smoothing();
            List<Rgb> colours = settings.paint().colours();
            if (!colours.isEmpty()) {
                Plane smooth =
                        Opacity.of(
                                change.reference(), change.drawn(), colours, settings.smoothing());
                BitMask where = smooth.atLeast(settings.paint().leastOpacity());
                if (changed.and(where).area() >= settings.paint().leastKept() * changed.area()) {
                    Plane fine = Opacity.of(change.reference(), change.drawn(), colours, radius);
                    return new Paint(fine, where, true);
                }
            }
            Plane fine = BoxFilter.mean(Difference.of(change.reference(), change.drawn()), radius);
            return new Paint(fine, changed, false);
        }

        /** The difference has no end at 1: there, the inside is what it is compared with. */
        double score(BitMask mask) {
            double inside = opacity.mean(mask);
            if (inside <= 0) {
                return 0;
            }
            double score = inside - opacity.mean(mask.not());
            return Math.max(0, Math.min(1, isOfColour ? score : score / inside));
        }
    }

    private BitMask cleaned(BitMask mask, Change change, double threshold, PartSettings settings) {
        BitMask closed =
                Morphology.close(Morphology.open(mask, settings.opening()), settings.closing());
        Components parts = Components.ofEight(closed);
        double[] means = parts.means(change.difference());
        double least = settings.leastPixels(closed.set().length);
        BitMask kept =
                parts.where(
                        it ->
                                parts.areas()[it] >= least
                                        && means[it] >= settings.leastStrength() * threshold);
        return Holes.fill(kept, settings.holeShare() * kept.set().length);
    }

    private static BitMask withCompanions(BitMask mask, PartSettings settings) {
        Components parts = Components.ofEight(mask);
        int largest = parts.largest();
        return parts.where(it -> parts.areas()[it] >= settings.companionShare() * largest);
    }

    private static BitMask withBoundary(
            BitMask mask, Paint paint, Change change, MaskSettings settings) {
        BoundarySettings boundary = settings.boundary();
        BitMask core = Morphology.erode(mask, boundary.band());
        BitMask inside = core.area() > 0 ? core : mask;
        double level = paint.opacity().median(inside);
        if (level <= 0) {
            return mask;
        }
        Plane soft = paint.opacity();
        if (boundary.guidedRadius() > 0) {
            Plane guide = new Plane(soft.width(), soft.height());
            Plane grey = change.reference().grey();
            for (int i = 0; i < guide.values().length; i++) {
                guide.values()[i] = grey.values()[i] / 255;
            }
            soft =
                    GuidedFilter.apply(
                            soft, guide, boundary.guidedRadius(), boundary.guidedEpsilon());
        }
        BitMask near = Morphology.dilate(mask, boundary.band());
        BitMask refined = core.or(soft.atLeast(HALF * level).and(near));
        BitMask smooth = BoxFilter.mean(refined.plane(), boundary.smoothing()).atLeast(HALF);
        Components parts = Components.ofEight(smooth);
        double least = settings.parts().leastPixels(smooth.set().length) / 2;
        BitMask kept = parts.where(it -> parts.areas()[it] >= least);
        return Holes.fill(kept, settings.parts().holeShare() * kept.set().length);
    }
}

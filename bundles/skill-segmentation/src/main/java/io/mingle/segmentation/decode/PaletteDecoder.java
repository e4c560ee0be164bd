package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Components;
import io.mingle.segmentation.raster.Growth;
import io.mingle.segmentation.raster.Hysteresis;
import io.mingle.segmentation.raster.MajorityFilter;
import io.mingle.segmentation.raster.Morphology;
import io.mingle.vision.picture.RgbPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells apart classes or instances by the colours that they were painted with. */
public final class PaletteDecoder {

    private static final int NONE = -1;

    private final PaletteSettings settings;
    private final AlignmentSettings alignment;

    /** Creates a decoder that scales lengths to each picture. */
    public PaletteDecoder(PaletteSettings settings, AlignmentSettings alignment) {
        this.settings = settings;
        this.alignment = alignment;
    }

    /**
     * Decodes classes: all that has one colour is one region.
     *
     * @param reference what the generator was given, in the size that is drawn
     * @param drawn what it made of it, of the same size
     */
    public DecodedLabels classes(RgbPicture reference, RgbPicture drawn) {
        return decode(reference, drawn, false);
    }

    /**
     * Decodes instances. Parts of one colour are one instance, unless all colours of the palette
     * are in use, so that they may have been used again: then, parts that are far apart are
     * several.
     *
     * @param reference what the generator was given, in the size that is drawn
     * @param drawn what it made of it, of the same size
     */
    public DecodedLabels instances(RgbPicture reference, RgbPicture drawn) {
        return decode(reference, drawn, true);
    }

    private DecodedLabels decode(RgbPicture reference, RgbPicture drawn, boolean instances) {
        int width = reference.width();
        PaletteSettings scaled = settings.scaledTo(width, reference.height());
        Change change = Change.between(reference, drawn, alignment, scaled.smoothing());
        double threshold = change.threshold(scaled.thresholds());
        BitMask painted =
                change.isClear(scaled.thresholds())
                        ? Hysteresis.of(
                                change.difference(), scaled.thresholds().lowest(), threshold)
                        : new BitMask(width, reference.height());
        float[][] colours = scaled.palette().lab();
        BitMask core = Morphology.erode(painted, scaled.smoothing() + 1);
        Paints paints = Paints.of(change, core, colours, scaled.opacities());
        int[] labels = nearest(paints.lab(), core, colours, scaled.farthest());
        boolean known = count(labels) >= scaled.leastKnown() * core.area();
        if (!known) {
            colours =
                    FreeColours.find(
                            paints.lab(),
                            core,
                            scaled.bandwidth(),
                            scaled.apart(),
                            scaled.leastArea());
            labels = nearest(paints.lab(), core, colours, scaled.farthest());
        }
        int kinds = Math.max(1, colours.length);
        // At the rim the paint is mixed with what is beside it, so that its colour tells nothing.
        labels = Growth.fill(labels, painted);
        labels = MajorityFilter.apply(labels, width, kinds, scaled.majority());
        labels = SmallParts.absorb(labels, width, kinds, scaled.leastArea());
        List<DecodedLabels.Region> regions = new ArrayList<>();
        boolean repeats = instances && known && used(labels, kinds) == kinds;
        for (int label = 0; label < colours.length; label++) {
            BitMask all =
                    of(labels, width, label)
                            .and(
                                    isPaint(
                                            change,
                                            core,
                                            colour(label, known, colours),
                                            known ? paints.opacity() : 0));
            for (BitMask mask : repeats ? clusters(all, scaled.gap()) : List.of(all)) {
                if (mask.area() > 0) {
                    regions.add(region(mask, label, known, paints.lab(), colours));
                }
            }
        }
        regions.sort(Comparator.comparingInt(it -> -it.mask().area()));
        return new DecodedLabels(
                regions,
                change.difference(),
                threshold,
                change.otsu().ratio(),
                change.alignment(),
                known ? paints.opacity() : 0);
    }

    /**
     * Around the core, paint ends where it is half as opaque; of paint of free colours, it is not
     * known.
     */
    private static BitMask isPaint(Change change, BitMask core, Rgb colour, double opacity) {
        return core.or(
                Opacity.of(change.reference(), change.drawn(), colour, 1).atLeast(opacity / 2));
    }

    private Rgb colour(int label, boolean known, float[][] colours) {
        return known ? settings.palette().colour(label) : Lab.rgb(colours[label]);
    }

    private static int[] nearest(Lab lab, BitMask painted, float[][] colours, double farthest) {
        int[] labels = new int[painted.set().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = NONE;
            if (painted.set()[i] && colours.length > 0) {
                int nearest = Paints.nearest(lab, i, colours);
                labels[i] = Paints.distance(lab, i, colours[nearest]) <= farthest ? nearest : NONE;
            }
        }
        return labels;
    }

    private static int count(int[] labels) {
        int count = 0;
        for (int label : labels) {
            count += label == NONE ? 0 : 1;
        }
        return count;
    }

    private static int used(int[] labels, int kinds) {
        boolean[] used = new boolean[kinds];
        int count = 0;
        for (int label : labels) {
            if (label != NONE && !used[label]) {
                used[label] = true;
                count++;
            }
        }
        return count;
    }

    private static BitMask of(int[] labels, int width, int label) {
        boolean[] set = new boolean[labels.length];
        for (int i = 0; i < set.length; i++) {
            set[i] = labels[i] == label;
        }
        return new BitMask(width, labels.length / width, set);
    }

    /** Parts with at most so wide a gap between them are one. */
    private static List<BitMask> clusters(BitMask mask, int gap) {
        Components joined = Components.ofEight(Morphology.dilate(mask, (gap + 1) / 2));
        List<BitMask> clusters = new ArrayList<>();
        for (int i = 0; i < joined.count(); i++) {
            int wanted = i;
            clusters.add(joined.where(it -> it == wanted).and(mask));
        }
        return clusters;
    }

    private DecodedLabels.Region region(
            BitMask mask, int label, boolean known, Lab lab, float[][] colours) {
        double distance = 0;
        for (int i = 0; i < mask.set().length; i++) {
            distance += mask.set()[i] ? Paints.distance(lab, i, colours[label]) : 0;
        }
        double score = 1 - distance / mask.area() / settings.farthest();
        return new DecodedLabels.Region(
                mask,
                known ? label : NONE,
                colour(label, known, colours),
                Math.max(0, Math.min(1, score)));
    }
}

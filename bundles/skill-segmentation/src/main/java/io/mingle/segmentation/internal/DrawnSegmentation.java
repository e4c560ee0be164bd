package io.mingle.segmentation.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.perception.Mask;
import io.mingle.api.perception.Segmentation;
import io.mingle.api.perception.SegmentationDiagnostics;
import io.mingle.api.perception.SegmentationTask;
import io.mingle.api.perception.Segments;
import io.mingle.broker.Broker;
import io.mingle.segmentation.decode.Alignment;
import io.mingle.segmentation.decode.DecodedLabels;
import io.mingle.segmentation.decode.DecodedMask;
import io.mingle.segmentation.decode.MaskDecoder;
import io.mingle.segmentation.decode.MaskDiagnostics;
import io.mingle.segmentation.decode.Overlay;
import io.mingle.segmentation.decode.PaletteDecoder;
import io.mingle.segmentation.decode.Rgb;
import io.mingle.segmentation.output.PngPictures;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Plane;
import io.mingle.vision.picture.RgbPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Segments by having things painted. */
@Component(service = {Segmentation.class, DrawnSegmentation.class})
public final class DrawnSegmentation implements Segmentation {

    /** How the masks of this bundle are shown. */
    private static final double SHOWN = 0.5;

    private final Decoders decoders;
    private final Redrawing redrawing;

    @Activate
    public DrawnSegmentation(@Reference Broker broker, @Reference Decoders decoders) {
        this.decoders = decoders;
        this.redrawing = new Redrawing(broker, decoders.preparation());
    }

    @Override
    public Generation<Segments> segment(
            Picture picture, SegmentationTask task, DrawingOptions options) {
        if (task == null || options == null) {
            throw new InvalidRequestException(
                    "A picture was to be segmented, and the task or the options are missing."
                            + " DrawingOptions.USUAL will do for the latter.");
        }
        String prompt = decoders.prompts().segment(task);
        if (task instanceof SegmentationTask.Referring referring) {
            String label = referring.expressions().get(0);
            return redrawing.begin(
                    picture,
                    prompt,
                    options,
                    scene ->
                            one(
                                    scene,
                                    decoders.colours(redrawing.marks()),
                                    label,
                                    referring.several()));
        }
        if (task instanceof SegmentationTask.Colouring colouring) {
            List<Rgb> colours = ColourNames.find(colouring.colour()).stream().toList();
            return redrawing.begin(
                    picture,
                    prompt,
                    options,
                    scene -> one(scene, colours, colouring.object(), false));
        }
        boolean instances = task instanceof SegmentationTask.Instances;
        return redrawing.begin(
                picture, prompt, options.withCount(1), scene -> several(scene, instances));
    }

    private Segments one(Scene scene, List<Rgb> colours, String label, boolean several) {
        MaskDecoder decoder = decoders.masks(colours);
        List<DecodedMask> votes = new ArrayList<>();
        for (RgbPicture drawn : scene.drawn()) {
            votes.add(decoder.decode(scene.reference(), drawn, several));
        }
        BitMask mask = scene.frame().project(majority(votes));
        double score = votes.stream().mapToDouble(DecodedMask::score).average().orElse(0);
        Rgb shown = colours.stream().findFirst().orElse(Rgb.RED);
        List<Mask> masks =
                mask.area() == 0 ? List.of() : List.of(MaskRecords.of(mask, label, score, shown));
        MaskDiagnostics told = votes.get(0).diagnostics();
        return new Segments(
                masks,
                scene.picture("mask.png", PngPictures.of(mask)),
                png(scene, "overlay.png", Overlay.paint(scene.original(), mask, shown, SHOWN)),
                scene.firstDrawn(),
                difference(scene, votes.get(0).difference()),
                diagnostics(
                        scene,
                        told.threshold(),
                        told.otsuRatio(),
                        told.alignment(),
                        told.opacity()));
    }

    /** Returns what more than half of the masks have. */
    private static BitMask majority(List<DecodedMask> votes) {
        BitMask first = votes.get(0).mask();
        BitMask result = new BitMask(first.width(), first.height());
        for (int i = 0; i < result.set().length; i++) {
            int at = i;
            long count = votes.stream().filter(it -> it.mask().set()[at]).count();
            result.set()[i] = 2 * count > votes.size();
        }
        return result;
    }

    private Segments several(Scene scene, boolean instances) {
        PaletteDecoder decoder = decoders.palettes();
        RgbPicture drawn = scene.drawn().get(0);
        DecodedLabels labels =
                instances
                        ? decoder.instances(scene.reference(), drawn)
                        : decoder.classes(scene.reference(), drawn);
        RgbPicture original = scene.original();
        byte[] colours = new byte[original.rgb().length];
        byte[] overlay = original.rgb().clone();
        List<Mask> masks = new ArrayList<>();
        for (DecodedLabels.Region region : labels.regions()) {
            BitMask mask = scene.frame().project(region.mask());
            if (mask.area() == 0) {
                // So small that no pixel of the picture is nearest to it.
                continue;
            }
            String label = (instances ? "instance " : "class ") + (masks.size() + 1);
            masks.add(MaskRecords.of(mask, label, region.score(), region.colour()));
            Overlay.paint(colours, mask, region.colour(), 1);
            Overlay.paint(overlay, mask, region.colour(), SHOWN);
        }
        return new Segments(
                masks,
                png(
                        scene,
                        "mask.png",
                        new RgbPicture(original.width(), original.height(), colours)),
                png(
                        scene,
                        "overlay.png",
                        new RgbPicture(original.width(), original.height(), overlay)),
                scene.firstDrawn(),
                difference(scene, labels.difference()),
                diagnostics(
                        scene,
                        labels.threshold(),
                        labels.otsuRatio(),
                        labels.alignment(),
                        labels.opacity()));
    }

    private static Picture png(Scene scene, String name, RgbPicture picture) {
        return scene.picture(name, PngPictures.of(picture));
    }

    private static Picture difference(Scene scene, Plane difference) {
        byte[] rgb = new byte[3 * difference.values().length];
        for (int i = 0; i < difference.values().length; i++) {
            byte grey = (byte) Math.min(255, Math.round(2.55f * difference.values()[i]));
            Arrays.fill(rgb, 3 * i, 3 * i + 3, grey);
        }
        return png(
                scene,
                "difference.png",
                new RgbPicture(difference.width(), difference.height(), rgb));
    }

    private static SegmentationDiagnostics diagnostics(
            Scene scene, double threshold, double ratio, Alignment alignment, double opacity) {
        return new SegmentationDiagnostics(
                threshold,
                ratio,
                Arrays.stream(alignment.gain()).boxed().toList(),
                Arrays.stream(alignment.offset()).boxed().toList(),
                opacity,
                scene.frame().lostArea(),
                scene.seeds());
    }
}

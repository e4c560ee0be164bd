package io.mingle.segmentation.internal;

import io.mingle.segmentation.decode.BoxDecoder;
import io.mingle.segmentation.decode.BoxSettings;
import io.mingle.segmentation.decode.DepthDecoder;
import io.mingle.segmentation.decode.EdgeDecoder;
import io.mingle.segmentation.decode.MaskDecoder;
import io.mingle.segmentation.decode.MaskSettings;
import io.mingle.segmentation.decode.PaintSettings;
import io.mingle.segmentation.decode.Palette;
import io.mingle.segmentation.decode.PaletteDecoder;
import io.mingle.segmentation.decode.PaletteSettings;
import io.mingle.segmentation.decode.Rgb;
import io.mingle.segmentation.decode.Thresholds;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** What the services of this bundle ask a generator, and read its answers with, as configured. */
@Component(service = Decoders.class, configurationPid = Decoders.PID)
@Designate(ocd = SegmentationSettings.class)
public final class Decoders {

    static final String PID = "io.mingle.segmentation";

    private static final String ANY = "any";

    private final Prompts prompts;
    private final Preparation preparation;
    private final MaskSettings masks;
    private final Optional<List<Rgb>> colours;
    private final PaletteSettings palettes;
    private final Tones tones;
    private final BoxSettings boxes;
    private final Lines lines;

    @Activate
    public Decoders(
            SegmentationSettings settings,
            @Reference Tones tones,
            @Reference Outlines outlines,
            @Reference Regions regions,
            @Reference BoxReading boxes,
            @Reference Lines lines) {
        this.tones = tones;
        this.lines = lines;
        prompts = new Prompts(settings);
        preparation = new Preparation(settings.block());
        colours = colours(settings.colour().strip());
        masks = masks(settings, outlines.settings());
        palettes =
                settings.palette().length == 0
                        ? regions.settings()
                        : regions.settings()
                                .withPalette(
                                        new Palette(
                                                Arrays.stream(settings.palette())
                                                        .map(it -> Rgb.parse(it.strip()))
                                                        .toList()));
        this.boxes = boxes.settings().withPalette(palettes.palette());
    }

    private static MaskSettings masks(SegmentationSettings settings, MaskSettings further) {
        return new MaskSettings(
                further.smoothing(),
                new Thresholds(
                        settings.lowestThreshold(),
                        settings.highestThreshold(),
                        settings.otsuRatio(),
                        further.thresholds().certainShare()),
                new PaintSettings(
                        further.paint().colours(),
                        settings.leastOpacity(),
                        further.paint().leastKept()),
                further.parts()
                        .withSizes(
                                settings.leastArea(),
                                settings.leastShare(),
                                settings.companionShare()),
                further.boundary().withGuidedRadius(settings.guidedRadius()));
    }

    Prompts prompts() {
        return prompts;
    }

    Preparation preparation() {
        return preparation;
    }

    /** Returns those that are configured; empty for those of the model. */
    private static Optional<List<Rgb>> colours(String setting) {
        if (setting.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                setting.equals(ANY)
                        ? List.of()
                        : Arrays.stream(setting.split("[ ,]+")).map(Rgb::parse).toList());
    }

    /**
     * Returns the colours that one thing is painted with, none for any.
     *
     * @param named by the model
     */
    List<Rgb> colours(List<Rgb> named) {
        return colours.orElse(named.isEmpty() ? PaintSettings.USUAL.colours() : named);
    }

    /** Returns what reads masks of paint of some colours, or of any if there are none. */
    MaskDecoder masks(List<Rgb> paint) {
        return new MaskDecoder(masks.withColours(paint), tones.settings());
    }

    PaletteDecoder palettes() {
        return new PaletteDecoder(palettes, tones.settings());
    }

    Palette palette() {
        return palettes.palette();
    }

    BoxDecoder boxes() {
        return new BoxDecoder(boxes, tones.settings());
    }

    EdgeDecoder edges() {
        return new EdgeDecoder(lines.edges());
    }

    DepthDecoder depths() {
        return new DepthDecoder(lines.depths());
    }
}

package io.mingle.segmentation.internal;

import io.mingle.segmentation.decode.AlignmentSettings;
import io.mingle.segmentation.decode.BoundarySettings;
import io.mingle.segmentation.decode.BoxDecoder;
import io.mingle.segmentation.decode.BoxSettings;
import io.mingle.segmentation.decode.DepthDecoder;
import io.mingle.segmentation.decode.DepthSettings;
import io.mingle.segmentation.decode.EdgeDecoder;
import io.mingle.segmentation.decode.EdgeSettings;
import io.mingle.segmentation.decode.MaskDecoder;
import io.mingle.segmentation.decode.MaskSettings;
import io.mingle.segmentation.decode.PaintSettings;
import io.mingle.segmentation.decode.Palette;
import io.mingle.segmentation.decode.PaletteDecoder;
import io.mingle.segmentation.decode.PaletteSettings;
import io.mingle.segmentation.decode.PartSettings;
import io.mingle.segmentation.decode.Rgb;
import io.mingle.segmentation.decode.Thresholds;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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

    @Activate
    public Decoders(SegmentationSettings settings) {
        prompts = new Prompts(settings);
        preparation = new Preparation(settings.block());
        colours = colours(settings.colour().strip());
        masks =
                new MaskSettings(
                        MaskSettings.USUAL.smoothing(),
                        new Thresholds(
                                settings.lowestThreshold(),
                                settings.highestThreshold(),
                                settings.otsuRatio(),
                                Thresholds.USUAL.certainShare()),
                        new PaintSettings(
                                PaintSettings.USUAL.colours(),
                                settings.leastOpacity(),
                                PaintSettings.USUAL.leastKept()),
                        PartSettings.USUAL.withSizes(
                                settings.leastArea(),
                                settings.leastShare(),
                                settings.companionShare()),
                        BoundarySettings.USUAL.withGuidedRadius(settings.guidedRadius()));
        palettes =
                settings.palette().length == 0
                        ? PaletteSettings.USUAL
                        : PaletteSettings.USUAL.withPalette(
                                new Palette(
                                        Arrays.stream(settings.palette())
                                                .map(it -> Rgb.parse(it.strip()))
                                                .toList()));
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
        return new MaskDecoder(masks.withColours(paint), AlignmentSettings.USUAL);
    }

    PaletteDecoder palettes() {
        return new PaletteDecoder(palettes, AlignmentSettings.USUAL);
    }

    Palette palette() {
        return palettes.palette();
    }

    BoxDecoder boxes() {
        return new BoxDecoder(
                BoxSettings.USUAL.withPalette(palettes.palette()), AlignmentSettings.USUAL);
    }

    EdgeDecoder edges() {
        return new EdgeDecoder(EdgeSettings.USUAL);
    }

    DepthDecoder depths() {
        return new DepthDecoder(DepthSettings.USUAL);
    }
}

package io.mingle.segmentation.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.segmentation.metric.MaskMetrics.Overlap;
import io.mingle.segmentation.metric.PanopticQuality;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.RgbPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaletteDecoderTest {

    private static final PaletteDecoder DECODER =
            new PaletteDecoder(PaletteSettings.USUAL, AlignmentSettings.USUAL);

    private static BitMask cell(int side, int index, int perRow) {
        int size = side / perRow;
        int left = index % perRow * size;
        int top = index / perRow * size;
        return Scenes.rectangle(side, side, left + 4, top + 4, left + size - 4, top + size - 4);
    }

    /** All colours at once, each on ground of many colours. */
    @Test
    void atMostOneOfAHundredPixelsIsTakenForAnotherColour() {
        int wrong = 0;
        int all = 0;
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            RgbPicture reference = Scenes.picture(400, 400, random);
            RgbPicture painted = reference;
            for (int i = 0; i < Palette.USUAL.size(); i++) {
                painted = Overlay.paint(painted, cell(400, i, 5), Palette.USUAL.colour(i), 0.5);
            }
            DecodedLabels decoded =
                    DECODER.classes(reference, Scenes.noisy(painted, 1, 0, 6, random));
            assertEquals(0.5, decoded.opacity(), 0.01);
            for (DecodedLabels.Region region : decoded.regions()) {
                for (int i = 0; i < Palette.USUAL.size(); i++) {
                    int shared = region.mask().and(cell(400, i, 5)).area();
                    wrong += i == region.number() ? 0 : shared;
                    all += shared;
                }
            }
        }
        assertTrue(all > 0.9 * 5 * 20 * 72 * 72, all + " pixels");
        assertTrue(wrong <= 0.01 * all, wrong + " of " + all);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 256})
    void instancesHaveAColourEach(int side) {
        PanopticQuality quality = new PanopticQuality();
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            RgbPicture reference = Scenes.picture(side, side, random);
            List<BitMask> truth = new ArrayList<>();
            RgbPicture painted = reference;
            for (int i = 0; i < 4; i++) {
                BitMask mask = cell(side, i, 2);
                truth.add(mask);
                painted = Overlay.paint(painted, mask, Palette.USUAL.colour(i), 0.5);
            }
            DecodedLabels decoded =
                    DECODER.instances(reference, Scenes.noisy(painted, 1, 0, 3, random));
            List<BitMask> masks = decoded.regions().stream().map(it -> it.mask()).toList();
            quality.add(masks, truth);
        }
        assertTrue(quality.value() > 0.85, "quality " + quality.value());
    }

    @Test
    void partsOfOneColourAreOneInstanceUnlessAllColoursAreInUse() {
        PaletteSettings two =
                PaletteSettings.USUAL.withPalette(
                        new Palette(Palette.USUAL.colours().subList(0, 2)));
        RgbPicture reference = new RgbPicture(256, 256, new byte[3 * 256 * 256]);
        BitMask parts = cell(256, 0, 4).or(cell(256, 10, 4));
        RgbPicture one = Overlay.paint(reference, parts, Palette.USUAL.colour(0), 0.5);
        PaletteDecoder decoder = new PaletteDecoder(two, AlignmentSettings.USUAL);
        assertEquals(1, decoder.instances(reference, one).regions().size());

        RgbPicture both = Overlay.paint(one, cell(256, 15, 4), Palette.USUAL.colour(1), 0.5);
        assertEquals(3, decoder.instances(reference, both).regions().size());
        assertEquals(2, decoder.classes(reference, both).regions().size());
    }

    @Test
    void coloursOfNoPaletteAreFound() {
        PaletteSettings red = PaletteSettings.USUAL.withPalette(new Palette(List.of(Rgb.RED)));
        Random random = new Random(1);
        RgbPicture reference = Scenes.picture(256, 256, random);
        List<Rgb> colours =
                List.of(new Rgb(0, 200, 255), new Rgb(20, 230, 40), new Rgb(60, 0, 120));
        RgbPicture painted = reference;
        for (int i = 0; i < colours.size(); i++) {
            painted = Overlay.paint(painted, cell(256, i, 2), colours.get(i), 0.7);
        }
        DecodedLabels decoded =
                new PaletteDecoder(red, AlignmentSettings.USUAL)
                        .classes(reference, Scenes.noisy(painted, 1, 0, 2, random));
        for (int i = 0; i < colours.size(); i++) {
            BitMask truth = cell(256, i, 2);
            double best =
                    decoded.regions().stream()
                            .mapToDouble(it -> Overlap.of(it.mask(), truth).iou())
                            .max()
                            .orElse(0);
            assertTrue(best > 0.8, "colour " + i + ": " + best);
        }
        assertTrue(decoded.regions().stream().allMatch(it -> it.number() == -1));
    }

    @Test
    void whereNothingIsPaintedThereIsNoRegion() {
        Random random = new Random(2);
        RgbPicture reference = Scenes.picture(256, 256, random);
        RgbPicture drawn = Scenes.noisy(reference, 0.97, 4, 6, random);
        assertEquals(List.of(), DECODER.classes(reference, drawn).regions());
    }
}

package io.mingle.segmentation.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.segmentation.metric.MaskMetrics.Overlap;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.RgbPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskDecoderTest {

    private static final double SIGMA = 6;
    private static final MaskDecoder DECODER =
            new MaskDecoder(MaskSettings.USUAL, AlignmentSettings.USUAL);

    private static RgbPicture out(RgbPicture painted, Random random) {
        return Scenes.noisy(Scenes.jpeg(painted, 0.75f), 0.97, 4, SIGMA, random);
    }

    private static double overlap(DecodedMask decoded, BitMask truth) {
        return Overlap.of(decoded.mask(), truth).iou();
    }

    @ParameterizedTest
    @CsvSource({"512, 512", "416, 576", "256, 256"})
    void whatIsPaintedIsFoundThroughJpegNoiseAndOtherTones(int height, int width) {
        List<Double> overlaps = new ArrayList<>();
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            RgbPicture reference = Scenes.picture(width, height, random);
            BitMask truth = Scenes.polygon(width, height, random);
            double opacity = List.of(0.4, 0.5, 0.6).get(seed % 3);
            RgbPicture painted = Overlay.paint(reference, truth, Rgb.RED, opacity);

            DecodedMask decoded = DECODER.decode(reference, out(painted, random), false);

            overlaps.add(overlap(decoded, truth));
            assertEquals(opacity, decoded.diagnostics().opacity(), 0.06, "seed " + seed);
        }
        Collections.sort(overlaps);
        assertTrue(overlaps.get(0) >= 0.9, overlaps.toString());
        assertTrue(overlaps.get(overlaps.size() / 2) >= 0.97, overlaps.toString());
    }

    /** As small as pictures of the embedded model are. */
    @Test
    void whatIsPaintedIntoASmallPictureIsFound() {
        List<Double> overlaps = new ArrayList<>();
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            RgbPicture reference = Scenes.picture(64, 64, random);
            BitMask truth = Scenes.polygon(64, 64, random);
            RgbPicture painted = Overlay.paint(reference, truth, Rgb.RED, 0.5);
            overlaps.add(
                    overlap(
                            DECODER.decode(
                                    reference,
                                    Scenes.noisy(painted, 0.97, 4, SIGMA, random),
                                    false),
                            truth));
        }
        Collections.sort(overlaps);
        assertTrue(overlaps.get(0) >= 0.85, overlaps.toString());
        assertTrue(overlaps.get(overlaps.size() / 2) >= 0.93, overlaps.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 256, 512})
    void whereNothingIsPaintedNothingIsFound(int side) {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            RgbPicture reference = Scenes.picture(side, side, random);
            assertEquals(0, DECODER.decode(reference, reference, false).mask().area());
            DecodedMask decoded = DECODER.decode(reference, out(reference, random), true);
            assertEquals(0, decoded.mask().area(), "seed " + seed);
            assertEquals(0, decoded.score());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 512})
    void anObjectOfTwelvePixelsIsKept(int side) {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            RgbPicture reference = Scenes.picture(side, side, random);
            BitMask truth = Scenes.rectangle(side, side, 100, 60, 112, 72);
            RgbPicture painted = Overlay.paint(reference, truth, Rgb.RED, 0.5);
            DecodedMask decoded =
                    DECODER.decode(reference, Scenes.noisy(painted, 0.97, 4, SIGMA, random), false);
            assertTrue(
                    overlap(decoded, truth) > 0.7, "seed " + seed + ": " + decoded.mask().area());
        }
    }

    @Test
    void paintOfAnotherColourIsFoundAsWell() {
        Random random = new Random(3);
        RgbPicture reference = Scenes.picture(256, 256, random);
        BitMask truth = Scenes.polygon(256, 256, random);
        RgbPicture painted = Overlay.paint(reference, truth, new Rgb(0, 60, 255), 0.5);
        DecodedMask decoded = DECODER.decode(reference, out(painted, random), false);
        assertTrue(overlap(decoded, truth) > 0.85, "overlap " + overlap(decoded, truth));
        assertEquals(0, decoded.diagnostics().opacity());

        MaskDecoder any =
                new MaskDecoder(MaskSettings.USUAL.withColours(List.of()), AlignmentSettings.USUAL);
        assertTrue(overlap(any.decode(reference, out(painted, random), false), truth) > 0.85);
    }

    /** A red thing that is painted red could not be told; a model may use another colour for it. */
    @Test
    void ofTwoColoursEachIsPaint() {
        Random random = new Random(4);
        RgbPicture white = new RgbPicture(64, 64, whites(64));
        BitMask meant = Scenes.rectangle(64, 64, 8, 8, 28, 28);
        BitMask other = Scenes.rectangle(64, 64, 40, 40, 56, 56);
        RgbPicture before = Overlay.paint(white, meant, Rgb.RED, 1);
        before = Overlay.paint(before, other, new Rgb(0, 0, 255), 1);
        RgbPicture drawn = Overlay.paint(before, meant, new Rgb(0, 255, 255), 0.5);
        // What is not meant has become darker, as a model does that has not learnt enough.
        drawn = Overlay.paint(drawn, other, new Rgb(0, 0, 0), 0.4);
        MaskDecoder red = new MaskDecoder(MaskSettings.USUAL, AlignmentSettings.USUAL);
        MaskDecoder both =
                new MaskDecoder(
                        MaskSettings.USUAL.withColours(List.of(Rgb.RED, new Rgb(0, 255, 255))),
                        AlignmentSettings.USUAL);
        RgbPicture noisy = out(drawn, random);
        assertTrue(overlap(red.decode(before, noisy, false), meant) < 0.7);
        assertTrue(overlap(both.decode(before, noisy, false), meant) > 0.85);
    }

    private static byte[] whites(int side) {
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) 255);
        return rgb;
    }

    @Test
    void ofOneObjectSmallPartsAreLeftOutAndOfSeveralTheyAreKept() {
        Random random = new Random(5);
        RgbPicture reference = Scenes.picture(256, 256, random);
        BitMask large = Scenes.rectangle(256, 256, 30, 30, 110, 110);
        BitMask small = Scenes.rectangle(256, 256, 180, 180, 205, 205);
        BitMask half = Scenes.rectangle(256, 256, 140, 30, 190, 80);
        RgbPicture painted = Overlay.paint(reference, large.or(small).or(half), Rgb.RED, 0.5);
        RgbPicture drawn = out(painted, random);
        assertTrue(overlap(DECODER.decode(reference, drawn, false), large.or(half)) > 0.95);
        assertTrue(
                overlap(DECODER.decode(reference, drawn, true), large.or(half).or(small)) > 0.95);
    }

    @Test
    void theBoundaryMayFollowTheEdgesOfTheReference() {
        RgbPicture flat = new RgbPicture(128, 128, new byte[3 * 128 * 128]);
        BitMask truth = Scenes.rectangle(128, 128, 40, 40, 90, 90);
        RgbPicture reference = Overlay.paint(flat, truth, new Rgb(30, 160, 90), 1);
        BitMask loose = Scenes.rectangle(128, 128, 38, 42, 89, 92);
        RgbPicture drawn = Overlay.paint(reference, loose, Rgb.RED, 0.5);
        MaskSettings usual = MaskSettings.USUAL;
        MaskDecoder guided =
                new MaskDecoder(
                        new MaskSettings(
                                usual.smoothing(),
                                usual.thresholds(),
                                usual.paint(),
                                usual.parts(),
                                usual.boundary().withGuidedRadius(32)),
                        AlignmentSettings.USUAL);
        double with = overlap(guided.decode(reference, drawn, false), truth);
        double without = overlap(DECODER.decode(reference, drawn, false), truth);
        assertTrue(with > without, with + " with a guide, " + without + " without");
    }
}

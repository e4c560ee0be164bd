package io.mingle.segmentation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Editing;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.segmentation.decode.Overlay;
import io.mingle.segmentation.decode.Rgb;
import io.mingle.segmentation.output.PngPictures;
import io.mingle.segmentation.output.RunLengths;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerceptionSkillsTest {

    private static final Picture PICTURE =
            new Picture("in.png", PngPictures.of(new RgbPicture(64, 64, new byte[3 * 64 * 64])));

    private final Painter painter =
            new Painter(
                    new Size(64, 64),
                    (reference, frame) -> {
                        BitMask square = new BitMask(64, 64);
                        for (int i = 0; i < 64 * 64; i++) {
                            square.set()[i] =
                                    i % 64 >= 10 && i % 64 < 40 && i / 64 >= 20 && i / 64 < 50;
                        }
                        return Overlay.paint(reference, square, Rgb.RED, 0.5);
                    });
    private final FakeBroker broker = new FakeBroker().with(Editing.class, painter);
    private final Decoders decoders = Settings.decoders(Settings.USUAL);
    private final Skill segment =
            new SegmentSkill(new DrawnSegmentation(broker, decoders), "1.0.0");

    private Map<String, Object> result(Skill skill, Map<String, Object> more) {
        Map<String, Object> arguments = new HashMap<>(more);
        arguments.put("picture", PICTURE);
        return skill.invoke(new SkillRequest(arguments, GenerationOptions.GREEDY))
                .join(Duration.ofMinutes(1))
                .result()
                .values();
    }

    @Test
    void aMaskComesAsRunLengthsRingsAndPictures() {
        Map<String, Object> values =
                result(segment, Map.of("expression", "the square", "steps", 4, "seed", 9));
        assertEquals(9, painter.options.get(0).seed().orElseThrow());
        assertEquals(4, painter.options.get(0).steps().orElseThrow());
        Map<?, ?> mask = (Map<?, ?>) ((List<?>) values.get("masks")).get(0);
        Map<?, ?> rle = (Map<?, ?>) mask.get("rle");
        assertEquals(List.of(64, 64), rle.get("size"));
        BitMask decoded = RunLengths.mask(64, 64, RunLengths.parse((String) rle.get("counts")));
        assertEquals(900, decoded.area(), 40);
        assertEquals("MultiPolygon", ((Map<?, ?>) mask.get("polygons")).get("type"));
        assertInstanceOf(Picture.class, values.get("mask"));
        assertInstanceOf(Picture.class, values.get("overlay"));
    }

    @Test
    void theOthersAnswerInTheirOwnWay() {
        Map<String, Object> depth =
                result(new DepthSkill(new DrawnDepth(broker, decoders), "1.0.0"), Map.of());
        assertInstanceOf(Picture.class, depth.get("depth"));
        assertEquals(1 / 65535.0, depth.get("scale"));
        Map<String, Object> edges =
                result(new EdgesSkill(new DrawnEdges(broker, decoders), "1.0.0"), Map.of());
        assertInstanceOf(Picture.class, edges.get("edges"));
        Map<String, Object> boxes =
                result(
                        new BoxesSkill(new DrawnDetection(broker, decoders), "1.0.0"),
                        Map.of("objects", "a cat, a dog"));
        assertEquals(List.of(), boxes.get("boxes"), "a filled square is no box");
        assertEquals(
                "Please draw bounding boxes around a cat, a dog in this image.",
                painter.prompts.get(2));
    }

    @Test
    void whatIsMissingOrWrongIsSaid() {
        assertEquals(
                "The skill segment was given neither an expression nor 'all'. Give an 'expression',"
                        + " or 'all' with classes or instances.",
                refusal(Map.of()));
        assertTrue(refusal(Map.of("expression", " ")).contains("neither an expression"));
        assertTrue(
                refusal(Map.of("expression", "a", "all", "classes"))
                        .contains("both an expression and 'all'"));
        assertTrue(refusal(Map.of("all", "things")).contains("'all' as 'things'"));
        assertTrue(refusal(Map.of("all", "classes", "steps", 0)).contains("'steps' is 0"));
        assertTrue(refusal(Map.of("all", "classes", "seed", 0.5)).contains("a whole number"));
        assertTrue(refusal(Map.of("expression", List.of(1))).contains("'expression' as text"));
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () ->
                                segment.invoke(
                                        new SkillRequest(
                                                Map.of("expression", "a"),
                                                GenerationOptions.GREEDY)));
        assertTrue(error.getMessage().contains("takes a picture"), error.getMessage());
    }

    private String refusal(Map<String, Object> arguments) {
        return assertThrows(InvalidRequestException.class, () -> result(segment, arguments))
                .getMessage();
    }
}

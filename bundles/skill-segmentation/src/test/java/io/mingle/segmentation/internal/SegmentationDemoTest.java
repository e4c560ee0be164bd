package io.mingle.segmentation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.demo.DemoOutcome.Verdict;
import io.mingle.api.drawing.Editing;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.segmentation.decode.Overlay;
import io.mingle.segmentation.decode.Rgb;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SegmentationDemoTest {

    private static final Size SIZE = new Size(224, 224);

    @Test
    void whereNobodyEditsThereAreNoCases() {
        assertEquals(List.of(), new SegmentationDemo(new FakeBroker()).cases());
        Painter without = new Painter(SIZE, (reference, frame) -> reference);
        without.edits = false;
        FakeBroker broker = new FakeBroker().with(Editing.class, without);
        assertEquals(List.of(), new SegmentationDemo(broker).cases());
    }

    @Test
    void whatIsMarkedWhereItIsIsRight() {
        Painter painter = new Painter(SIZE, (reference, frame) -> reference);
        List<DemoCase> cases =
                new SegmentationDemo(new FakeBroker().with(Editing.class, painter)).cases();
        assertEquals(3, cases.size());
        DemoOutcome right = outcome(cases.get(1), 128, 116, 200, 188);
        assertEquals(Verdict.RIGHT, right.verdict(), right.line());
        assertEquals("[128, 116, 200, 188]", right.expected());
        assertEquals(1, right.shown().size());
        DemoOutcome wrong = outcome(cases.get(0), 128, 116, 200, 188);
        assertEquals(Verdict.WRONG, wrong.verdict(), wrong.line());
    }

    /** Has a rectangle painted, whatever the case asks for. */
    private static DemoOutcome outcome(DemoCase its, int x0, int y0, int x1, int y1) {
        Painter painter =
                new Painter(
                        SIZE,
                        (reference, frame) -> {
                            BitMask mask = new BitMask(SIZE.width(), SIZE.height());
                            for (int y = y0; y < y1; y++) {
                                for (int x = x0; x < x1; x++) {
                                    mask.set()[y * SIZE.width() + x] = true;
                                }
                            }
                            RgbPicture painted = Overlay.paint(reference, mask, Rgb.RED, 0.5);
                            return painted;
                        });
        Decoders decoders = Settings.decoders(Settings.USUAL);
        FakeBroker broker = new FakeBroker().with(Editing.class, painter);
        SegmentSkill skill = new SegmentSkill(new DrawnSegmentation(broker, decoders), "1.0.0");
        return its.judge().apply(skill.invoke(its.request()).join(Duration.ofSeconds(50)).result());
    }
}

package io.mingle.trainer.internal.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.training.Score;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.data.PngFile;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is measured of those who draw and edit, by stand-ins whose pictures are known. */
class DrawingTrialsTest {

    private static final int COUNT = 40;

    private static Generation<Drawings> drawn(RgbPicture picture) {
        DrawnPicture made =
                new DrawnPicture(
                        new Picture("drawn.png", PngFile.of(picture)),
                        new PictureSize(picture.width(), picture.height()),
                        1,
                        1,
                        Duration.ZERO,
                        Duration.ZERO);
        GenerationChannel<Drawings> channel = new GenerationChannel<>();
        channel.finished(new Drawings(List.of(made)), Usage.NONE);
        return channel;
    }

    private static Drawing always(RgbPicture picture, List<String> prompts) {
        return new Drawing() {
            @Override
            public Generation<Drawings> draw(String prompt, DrawingOptions options) {
                prompts.add(prompt);
                return drawn(picture);
            }

            @Override
            public List<PictureSize> sizes() {
                return List.of(new PictureSize(picture.width(), picture.height()));
            }
        };
    }

    private static Understanding saying(String text) {
        return (conversation, options) -> {
            GenerationChannel<Answer> channel = new GenerationChannel<>();
            channel.finished(new Answer(text, FinishReason.STOP), Usage.NONE);
            return channel;
        };
    }

    @Test
    void onePictureIsRightForWhatItShowsAlone() {
        Wish one = Wish.of(new SplittableRandom(1), Wish.Subject.ONE);
        RgbPicture picture = Arrangement.of(new SplittableRandom(2), one).paint(128).halved();
        List<String> prompts = new ArrayList<>();
        Broker broker =
                new FakeBroker()
                        .with(Drawing.class, always(picture, prompts))
                        .with(Understanding.class, saying("1"));
        SplittableRandom random = new SplittableRandom(3);
        double right = 0;
        for (int i = 0; i < COUNT; i++) {
            Outcome outcome = new DrawTrial().run(random.split(), broker);
            double now = outcome.measured().get(Score.RIGHT.name()).amount();
            right += now;
            boolean single = outcome.evidence().told().get("expected").matches("1 \\w+ \\w+");
            assertTrue(now == 0 || single, outcome.evidence().told().toString());
            assertEquals(1, outcome.parts().size());
            assertEquals(1, outcome.measured().get(DrawTrial.SEEN.name()).of());
            String found = outcome.evidence().told().get("found");
            assertTrue(found.matches("[a-z]+ [a-z]+ at \\d+, \\d+"), found);
        }
        assertTrue(right < COUNT / 2.0, right + " right");
        assertEquals(COUNT, prompts.size());
    }

    @Test
    void whoReturnsThePictureUnchangedKeepsAllAndIsNeverRight() {
        Editing copies =
                (edit, options) -> {
                    RgbPicture sent = new PictureReader().read(edit.picture()).picture();
                    assertEquals(EditTrial.SENT, sent.width());
                    return drawn(sent);
                };
        Broker broker = new FakeBroker().with(Editing.class, copies);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < COUNT; i++) {
            Outcome outcome = new EditTrial().run(random.split(), broker);
            assertEquals(0, outcome.measured().get(Score.RIGHT.name()).amount());
            double kept = outcome.measured().get(EditTrial.UNCHANGED.name()).amount();
            assertTrue(kept > 60, "kept at " + kept + " dB");
        }
    }

    @Test
    void matchesCountWhatWasFoundAndWhatWasMissed() {
        Matching matching =
                Matching.of(
                        List.of(1.0, 5.0, 9.0),
                        List.of(1.2, 9.9, 20.0, 30.0),
                        (a, b) -> 1 - Math.abs(a - b));
        assertEquals(1, matching.pairs());
        assertEquals(0.8, matching.overlap(), 1e-9);
        assertEquals(1 + (2 + 3) / 2.0, matching.weight());
    }
}

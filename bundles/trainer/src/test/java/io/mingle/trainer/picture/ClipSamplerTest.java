package io.mingle.trainer.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Video;
import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.Batch;
import io.mingle.trainer.data.Clip;
import io.mingle.trainer.data.ClipSource;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.PngFile;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import io.mingle.vision.video.VideoReader;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipSamplerTest {

    private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);
    private static final PreprocessorConfig CONFIG =
            new PreprocessorConfig(4096, 8192, 1024, 2304, 8, 2, 2, HALF, List.of(1.0, 1.0, 1.0));

    @TempDir Path folder;

    /** Frames of noise, each with a mark at a place of its own. */
    private static final class Noise implements ClipSource {

        @Override
        public Size typical(SplittableRandom random) {
            return new Size(90, 70);
        }

        @Override
        public int length(SplittableRandom random) {
            return 5;
        }

        @Override
        public Clip draw(SplittableRandom random, Size size, int frames) {
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < frames; i++) {
                byte[] rgb = new byte[3 * size.width() * size.height()];
                random.nextBytes(rgb);
                Mark mark = new Mark(0, 0, size.width(), size.height(), 1 + i);
                samples.add(
                        new Sample(
                                new RgbPicture(size.width(), size.height(), rgb),
                                List.of(),
                                List.of(mark),
                                List.of()));
            }
            Pointing last =
                    Pointing.to(new Rectangle2D.Double(0, 0, 1, 1), 1, 1, 0, "red".length())
                            .on(frames - 1);
            return new Clip(samples, List.of(new Turn("What?", "red", List.of(last))));
        }
    }

    @Test
    void framesArePreparedAsThoseOfAFolderAre() throws Exception {
        Clip clip = new Noise().draw(new SplittableRandom(1), new Size(90, 70), 5);
        for (int i = 0; i < 5; i++) {
            Path file = folder.resolve("frame-" + i + ".png");
            Files.write(file, PngFile.of(clip.frames().get(i).picture()));
        }
        List<RgbPicture> served =
                new VideoReader(CONFIG, 10_000).read(Video.of(folder), Optional.empty()).pictures();
        VisualExample learnt = new ClipSampler(new Noise(), CONFIG, null).prepared(clip);
        assertArrayEquals(
                new PicturePreprocessor(CONFIG).cut(served).rows(), learnt.patches().rows());
        assertEquals(3, learnt.patches().gridT(), "the last frame counts twice");
    }

    @Test
    void everyStepInTimeHasTheLabelsOfItsFrame() throws Exception {
        try (TinyBatches tiny = new TinyBatches(folder)) {
            VisualBatches layout = new VisualBatches(tiny.prompts(), 2, 2, 4, 128);
            ClipSampler sampler = new ClipSampler(new Noise(), CONFIG, layout);
            VisualExample one = sampler.examples(new SplittableRandom(2)).get();
            Grid grid =
                    new Grid(one.patches().gridT(), one.patches().gridH(), one.patches().gridW());
            Batch batch = sampler.batch(List.of(one, one));
            long[] labels = numbers(batch, "labels");
            int still = grid.patches() / grid.time();
            assertEquals(2 * grid.patches(), labels.length);
            for (int i = 0; i < labels.length; i++) {
                assertEquals(1 + 2 * (i / still % grid.time()), labels[i]);
            }
            assertEquals(2 * grid.tokens(2), numbers(batch, "visual").length);
            assertEquals(4 * 2 * grid.tokens(2), numbers(batch, "boxes").length);
            long[] alone =
                    Arrays.stream(tiny.prompts().prompt(grid, true, "What?").positions())
                            .asLongStream()
                            .toArray();
            long[] positions = numbers(batch, "positions");
            int prompt = alone.length / 3;
            assertArrayEquals(
                    Arrays.copyOf(alone, prompt), Arrays.copyOf(positions, prompt), "of time");
            // The last frame is read, which is the last third of the visual tokens of each clip.
            int length = (int) batch.tensors().get("target").shape()[1];
            long[] target = numbers(batch, "target");
            int first = (int) numbers(batch, "visual")[0];
            int shown = grid.tokens(2) / 3;
            for (int i = 0; i < length; i++) {
                int number = i - first;
                boolean isLast = number >= 2 * shown && number < 3 * shown;
                assertEquals(isLast ? 1 : 0, target[i], "at " + number);
            }
            int video = tiny.tokenizer().special("<video>").getAsInt();
            assertTrue(Arrays.stream(numbers(batch, "ids")).anyMatch(id -> id == video));
        }
    }

    private static long[] numbers(Batch batch, String name) {
        return ((Batch.Numbers) batch.tensors().get(name)).elements();
    }
}

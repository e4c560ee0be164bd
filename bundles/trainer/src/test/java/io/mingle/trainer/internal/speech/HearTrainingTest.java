package io.mingle.trainer.internal.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.audio.feature.LogMel;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsHeader;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Setup;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Figures;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.LearningDevice;
import io.mingle.trainer.internal.run.BlankModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class HearTrainingTest {

    private static final int RATE = 16_000;

    @TempDir Path folder;

    @Test
    void whatIsLearntFromHasAllLengths() {
        SplittableRandom random = new SplittableRandom(4);
        Set<Long> tenths = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            tenths.add(10L * HearSampler.length(random) / LogMel.RATE);
        }
        assertEquals(30, tenths.size());
    }

    @Test
    void recordingsAreLearntAndTheEncoderIsWrittenAsPublished() {
        HearTask task = new HearTask();
        ConfigSection config = BlankModel.write(List.of(task), folder);
        SplittableRandom random = new SplittableRandom(1);
        Batch batch;
        try (Setup setup = new Setup(folder, null)) {
            HearSampler sampler = (HearSampler) task.sampler(setup);
            batch =
                    sampler.batch(
                            Stream.generate(() -> Tones.recording(random, RATE, RATE))
                                    .limit(3)
                                    .toList());
        }
        Path model = folder.resolve("model.safetensors");
        try (LearningDevice learning = new LearningDevice();
                Learner learner = learning.learner(config, task.objective())) {
            List<Figures> told = LearningDevice.learnt(learner, 0, batch, 2e-3);
            for (String term : List.of("dense", "count", "order", "target", "written")) {
                assertLess(told.get(0).losses().get(term), told.get(1).losses().get(term), term);
            }
            assertLess(told.get(0).loss(), told.get(1).loss(), "loss");
            Checkpoint.writeModel(learner, model, Map.of());
        }
        Set<String> names = SafetensorsHeader.read(model).tensors().keySet();
        assertTrue(
                names.containsAll(
                        List.of(
                                "audio.conv1.weight",
                                "audio.positional_embedding",
                                "audio.blocks.3.attn.key.weight",
                                "linear_proj_audio.3.bias")),
                names.toString());
        assertTrue(names.stream().noneMatch(it -> it.startsWith("heard")), "heads stay behind");
    }

    @Test
    void eachWordIsReadOffWhereItSoundsAndTheEndOffWhatIsBehind() {
        HearTask task = new HearTask();
        BlankModel.write(List.of(task), folder);
        Phrase phrase = Phrase.of(new SplittableRandom(3), Language.ENGLISH, 2);
        List<Recording.Span> spans =
                List.of(
                        new Recording.Span(0, RATE / 4),
                        new Recording.Span(RATE / 2, RATE / 4 * 3));
        Batch batch;
        try (Setup setup = new Setup(folder, null)) {
            HearSampler sampler = (HearSampler) task.sampler(setup);
            batch = sampler.batch(List.of(new Recording(new float[RATE], phrase, spans)));
        }
        long[] counted = numbers(batch, "counted");
        assertArrayEquals(
                new long[] {0, 1, 2}, Arrays.stream(counted).distinct().sorted().toArray());
        long[] pointers = numbers(batch, "pointers");
        long[] target = numbers(batch, "target");
        long[] sounds = numbers(batch, "sounds");
        int width = target.length / pointers.length;
        long[] at = numbers(batch, "at");
        long[] written = numbers(batch, "written");
        assertEquals(at.length, written.length);
        assertEquals(0, written[0]);
        assertEquals(3, written[written.length - 1], "the end");
        assertEquals(at[at.length - 1], pointers[pointers.length - 1], "the end");
        for (int i = 0; i < pointers.length; i++) {
            boolean isEnd = i == pointers.length - 1;
            for (int j = 0; j < sounds.length; j++) {
                if (target[i * width + (int) sounds[j]] == 1) {
                    assertEquals(isEnd, (j + 0.5) / sounds.length >= 0.75, "token " + j);
                    assertEquals(isEnd ? 0 : i == 0 ? 1 : 2, counted[j], "word of token " + j);
                }
            }
        }
    }

    private static long[] numbers(Batch batch, String name) {
        return ((Batch.Numbers) batch.tensors().get(name)).elements();
    }

    private static void assertLess(double first, double last, String what) {
        assertTrue(last < first, "%s went from %s to %s".formatted(what, first, last));
    }

    @Test
    void tokensAreLabelledWithTheWordInTheirMiddle() {
        Phrase phrase = new Phrase(Language.CHINESE, SpokenWord.ALL.subList(3, 5));
        Recording recording =
                new Recording(
                        new float[1000],
                        phrase,
                        List.of(new Recording.Span(100, 300), new Recording.Span(500, 1000)));
        assertArrayEquals(new long[] {54, 0, 55, 55, 55}, recording.labels(5, 200));
        assertArrayEquals(new long[] {1, 0, 2, 2, 2}, recording.counted(5, 200));
    }

    @Test
    void roomsKeepTheLengthAndTheRange() {
        for (int seed = 0; seed < 20; seed++) {
            float[] dry = Tones.recording(new SplittableRandom(seed), 4000, RATE).samples();
            float[] wet = Room.of(new SplittableRandom(seed), dry, RATE);
            assertEquals(dry.length, wet.length);
            for (float sample : wet) {
                assertTrue(Math.abs(sample) <= 1, "a sample of " + sample);
            }
        }
    }
}

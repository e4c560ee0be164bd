package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.SafetensorsHeader;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.TensorEntry;
import io.mingle.model.TensorSpec;
import io.mingle.nn.Parameter;
import io.mingle.trainer.internal.batch.Batch;
import io.mingle.trainer.internal.batch.Candidates;
import io.mingle.trainer.internal.batch.TinyBatches;
import io.mingle.trainer.internal.learn.Learner.Figures;
import io.mingle.trainer.internal.learn.Learner.Shares;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LearnerTest {

    private static final Shares SHARES = new Shares(1, 1, 0.01);
    private static final double RATE = 3e-3;

    @TempDir static Path folder;
    private static TorchDevice device;
    private static TorchRuntime runtime;
    private static TinyBatches batches;

    @BeforeAll
    static void open() throws IOException {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, "learner");
        batches = new TinyBatches(folder);
    }

    @AfterAll
    static void close() {
        batches.close();
        runtime.close();
        device.close();
    }

    @Test
    void aBatchThatIsSeenAgainAndAgainIsLearnt() {
        Batch batch = batches.draw(1);
        try (Learner learner = new Learner(runtime, batches.networks(), 1, 7)) {
            Figures first = learner.accumulate(List.of(batch), SHARES).get(0);
            learner.update(RATE);
            Figures last = first;
            for (int i = 0; i < 60; i++) {
                last = learner.accumulate(List.of(batch), SHARES).get(0);
                learner.update(RATE);
            }
            assertTrue(last.answer() < first.answer() / 3, first + " then " + last);
            assertTrue(last.dense() < first.dense() / 2, first + " then " + last);
        }
    }

    @Test
    void theHardestAreFound() {
        Candidates candidates = batches.candidates(8, 3);
        try (Learner learner = new Learner(runtime, batches.networks(), 2, 7)) {
            double expected = 0;
            for (Batch batch : candidates.batches()) {
                expected += summedLoss(learner, batch);
            }
            double sum = 0;
            for (float[] losses : learner.losses(candidates.batches())) {
                for (float loss : losses) {
                    sum += loss;
                }
            }
            assertEquals(expected, sum, 1e-4 * expected);
            Batch hardest = learner.hardest(candidates);
            assertTrue(summedLoss(learner, hardest) > 1.05 * expected / 3);
        }
    }

    private static double summedLoss(Learner learner, Batch batch) {
        Figures figures = learner.accumulate(List.of(batch), SHARES).get(0);
        return figures.answer() * batch.targets().length;
    }

    @Test
    void gradientsOfSeveralBatchesAddUp() {
        Batch batch = batches.draw(2);
        Shares half = new Shares(0.5, 0.5, 0.005);
        try (Learner once = new Learner(runtime, batches.networks(), 1, 7);
                Learner twice = new Learner(runtime, batches.networks(), 1, 7)) {
            once.accumulate(List.of(batch), SHARES);
            twice.accumulate(List.of(batch), half);
            twice.accumulate(List.of(batch), half);
            double whole = once.update(RATE);
            assertEquals(whole, twice.update(RATE), 1e-3 * whole);
        }
    }

    @Test
    void lanesAddUpToWhatOneAfterTheOtherGives() {
        List<Batch> drawn = List.of(batches.draw(4), batches.draw(5), batches.draw(6));
        try (Learner one = new Learner(runtime, batches.networks(), 1, 7);
                Learner two = new Learner(runtime, batches.networks(), 2, 7)) {
            assertEquals(one.accumulate(drawn, SHARES), two.accumulate(drawn, SHARES));
            double norm = one.update(RATE);
            assertEquals(norm, two.update(RATE), 1e-5 * norm);
            two.accumulate(drawn, SHARES);
            one.accumulate(drawn, SHARES);
            norm = one.update(RATE);
            assertEquals(norm, two.update(RATE), 1e-2 * norm);
        }
    }

    @Test
    void routersOfModalitiesThatDidNotOccurStayAsTheyAre() {
        String picture = "model.model.layers.0.mlp.image_gate.weight";
        String audio = "model.model.layers.0.mlp.audio_gate.weight";
        try (Learner learner = new Learner(runtime, batches.networks(), 1, 7)) {
            float[] used = values(learner, picture);
            float[] unused = values(learner, audio);
            learner.accumulate(List.of(batches.draw(3)), SHARES);
            learner.update(RATE);
            assertFalse(Arrays.equals(used, values(learner, picture)));
            assertArrayEquals(unused, values(learner, audio));
        }
    }

    /**
     * The balance of the routers alone asks nothing of the last experts and of the heads, which had
     * gradients before and have momentum.
     */
    @Test
    void whatHasNoGradientInAStepIsNotMovedByWhatCameBefore() {
        String last = "model.model.layers.1.mlp.";
        List<String> still =
                List.of(
                        last + "experts.0.up_proj.weight",
                        last + "shared_experts.down_proj.weight",
                        "model.lm_head.weight",
                        "dense.weight",
                        "dense.bias");
        for (int lanes = 1; lanes <= 2; lanes++) {
            try (Learner learner = new Learner(runtime, batches.networks(), lanes, 7)) {
                List<Batch> drawn = List.of(batches.draw(4), batches.draw(5));
                learner.accumulate(drawn, SHARES);
                learner.update(RATE);
                Map<String, List<float[]>> before = state(learner, still);
                float[] router = values(learner, last + "image_gate.weight");
                learner.accumulate(drawn, new Shares(0, 0, 1));
                learner.update(RATE);
                assertFalse(Arrays.equals(router, values(learner, last + "image_gate.weight")));
                Map<String, List<float[]>> after = state(learner, still);
                for (String name : still) {
                    for (int list = 0; list < 3; list++) {
                        assertArrayEquals(
                                before.get(name).get(list), after.get(name).get(list), name);
                    }
                }
            }
        }
    }

    /** Adam's first step is as long as the rate, however late the first gradient comes. */
    @Test
    void theMomentsCountTheUpdatesThatHadAGradient() {
        Batch batch = batches.draw(3);
        try (Learner learner = new Learner(runtime, batches.networks(), 1, 7)) {
            float[] start = values(learner, "dense.bias");
            for (int i = 0; i < 3; i++) {
                learner.accumulate(List.of(batch), new Shares(1, 0, 0));
                learner.update(RATE);
            }
            assertArrayEquals(start, values(learner, "dense.bias"));
            learner.accumulate(List.of(batch), new Shares(0, 1, 0));
            learner.update(RATE);
            float longest = 0;
            for (float value : values(learner, "dense.bias")) {
                longest = Math.max(longest, Math.abs(value));
            }
            assertEquals(RATE, longest, 1e-3 * RATE);
        }
    }

    /** Returns weights and moments of some parameters. */
    private static Map<String, List<float[]>> state(Learner learner, List<String> names) {
        return names.stream()
                .collect(
                        Collectors.toMap(
                                name -> name,
                                name ->
                                        List.of(
                                                values(learner, "w", name),
                                                values(learner, "m", name),
                                                values(learner, "v", name))));
    }

    private static float[] values(Learner learner, String list, String name) {
        List<String> names = learner.parameters().stream().map(Parameter::name).toList();
        return learner.values(list, names.indexOf(name));
    }

    private static float[] values(Learner learner, String name) {
        return values(learner, "w", name);
    }

    @Test
    void aTrainingThatGoesOnFromItsStateIsTheSameToTheLastBit() {
        Path state = folder.resolve("state.safetensors");
        Batch first = batches.draw(11);
        Batch second = batches.draw(12);
        try (Learner straight = new Learner(runtime, batches.networks(), 1, 7)) {
            straight.accumulate(List.of(first), SHARES);
            straight.update(RATE);
            Checkpoint.writeState(straight, state, Map.of("note", "kept"));
            straight.accumulate(List.of(second), SHARES);
            straight.update(RATE);
            assertEquals("kept", Checkpoint.notes(state).get("note"));
            try (Learner resumed = Checkpoint.readState(runtime, batches.networks(), 1, state)) {
                resumed.accumulate(List.of(second), SHARES);
                resumed.update(RATE);
                assertEquals(straight.updates(), resumed.updates());
                for (int i = 0; i < straight.parameters().size(); i++) {
                    for (String list : Learner.LISTS) {
                        assertArrayEquals(straight.values(list, i), resumed.values(list, i));
                    }
                }
            }
        }
    }

    @Test
    void aStateOfBeforeGradientsWereCountedGoesOnAsIfEachUpdateHadHadThemAll() throws Exception {
        Path state = folder.resolve("counted.safetensors");
        Path before = folder.resolve("uncounted.safetensors");
        try (Learner learner = new Learner(runtime, batches.networks(), 1, 7)) {
            for (int i = 0; i < 2; i++) {
                learner.accumulate(List.of(batches.draw(11)), SHARES);
                learner.update(RATE);
            }
            Checkpoint.writeState(learner, state, Map.of());
            withoutCounts(state, before);
            try (Learner resumed = Checkpoint.readState(runtime, batches.networks(), 1, before)) {
                for (int i = 0; i < learner.parameters().size(); i++) {
                    assertArrayEquals(learner.values("m", i), resumed.values("m", i));
                    assertArrayEquals(new float[] {2}, resumed.values("t", i));
                }
            }
        }
    }

    private static void withoutCounts(Path state, Path target) throws IOException {
        SafetensorsHeader header = SafetensorsHeader.read(state);
        Map<String, TensorEntry> kept = new TreeMap<>(header.tensors());
        kept.keySet().removeIf(name -> name.startsWith("t."));
        List<TensorSpec> specs =
                kept.values().stream()
                        .map(it -> new TensorSpec(it.name(), it.type(), it.shape()))
                        .toList();
        byte[] bytes = Files.readAllBytes(state);
        try (SafetensorsWriter writer = new SafetensorsWriter(target, specs, header.metadata())) {
            for (TensorEntry it : kept.values()) {
                writer.write(
                        it.name(), ByteBuffer.wrap(bytes, (int) it.offset(), (int) it.bytes()));
            }
            writer.commit();
        }
    }

    @Test
    void aLayerThatIsAddedChangesNothingAtFirstAndLearns() {
        Path state = folder.resolve("shallow.safetensors");
        Batch batch = batches.draw(13);
        try (Learner shallow = new Learner(runtime, batches.networks(), 1, 7)) {
            shallow.accumulate(List.of(batch), SHARES);
            shallow.update(RATE);
            Checkpoint.writeState(shallow, state, Map.of());
            Figures before = shallow.accumulate(List.of(batch), SHARES).get(0);
            try (Learner deep = Checkpoint.readEarlier(runtime, batches.deeper(), 1, 7, state)) {
                Figures after = deep.accumulate(List.of(batch), SHARES).get(0);
                assertEquals(before.answer(), after.answer(), 1e-5 * before.answer());
                assertEquals(before.dense(), after.dense(), 1e-5 * before.dense());
                assertEquals(shallow.updates(), deep.updates());
                deep.update(RATE);
                float[] end = values(deep, "vision.blocks.2.mlp.down_proj.weight");
                assertFalse(Arrays.equals(new float[end.length], end));
            }
        }
    }

    @Test
    void aStateWithoutAnyLayerIsRefused() {
        Path model = folder.resolve("weights.safetensors");
        try (Learner learner = new Learner(runtime, batches.networks(), 1, 7)) {
            Checkpoint.writeModel(learner, model, Map.of());
        }
        assertThrows(
                BrokenModelException.class,
                () -> Checkpoint.readEarlier(runtime, batches.deeper(), 1, 7, model));
    }

    @Test
    void theModelFileHoldsThePublishedTensorsAlone() {
        Path model = folder.resolve("model.safetensors");
        try (Learner learner = new Learner(runtime, batches.networks(), 1, 7)) {
            Checkpoint.writeModel(learner, model, Map.of());
        }
        SafetensorsHeader header = SafetensorsHeader.read(model);
        assertTrue(header.tensors().containsKey("model.lm_head.weight"));
        assertTrue(header.tensors().containsKey("vision.patch_embed.proj.weight"));
        assertTrue(header.tensors().keySet().stream().noneMatch(n -> n.startsWith("dense")));
    }

    @Test
    void aStateOfAnotherModelIsRefused() {
        Path model = folder.resolve("other.safetensors");
        try (Learner learner = new Learner(runtime, batches.networks(), 1, 7)) {
            Checkpoint.writeModel(learner, model, Map.of());
        }
        BrokenModelException error =
                assertThrows(
                        BrokenModelException.class,
                        () -> Checkpoint.readState(runtime, batches.networks(), 1, model));
        assertTrue(error.getMessage().contains("--resume"), error.getMessage());
    }
}

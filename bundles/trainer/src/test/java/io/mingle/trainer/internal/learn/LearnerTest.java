package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsHeader;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import io.mingle.model.TensorSpec;
import io.mingle.nn.Parameter;
import io.mingle.trainer.Batch;
import io.mingle.trainer.picture.TinyBatches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LearnerTest {

    private static final Shares SHARES = new Shares(1, 1, 1);
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

    private static TrainingProgram program(ConfigSection config) {
        return program(config, Adjustments.NONE);
    }

    private static TrainingProgram program(ConfigSection config, Adjustments adjustments) {
        return new TrainingProgram(List.of(TinyBatches.objective()), config, adjustments);
    }

    private static Learner learner(int lanes) {
        return new Learner(runtime, program(batches.config()), lanes, 7);
    }

    private static List<Figures> accumulate(Learner learner, List<Batch> drawn, Shares shares) {
        return learner.accumulate(
                drawn.stream().map(batch -> new Portion(0, batch, shares)).toList());
    }

    @Test
    void aBatchThatIsSeenAgainAndAgainIsLearnt() {
        Batch batch = batches.draw(1);
        try (Learner learner = learner(1)) {
            Figures first = accumulate(learner, List.of(batch), SHARES).get(0);
            learner.update(RATE);
            Figures last = first;
            for (int i = 0; i < 60; i++) {
                last = accumulate(learner, List.of(batch), SHARES).get(0);
                learner.update(RATE);
            }
            assertTrue(last.loss() < first.loss() / 3, first + " then " + last);
            assertTrue(
                    last.losses().get("dense") < first.losses().get("dense") / 2,
                    first + " then " + last);
        }
    }

    @Test
    void theHardestAreFound() {
        Candidates<?> candidates = Candidates.draw(batches.sampler(), new SplittableRandom(8), 3);
        try (Learner learner = learner(2)) {
            double expected = 0;
            for (Batch batch : candidates.batches()) {
                expected += summedLoss(learner, batch);
            }
            double sum = 0;
            for (float[] losses : learner.losses(0, candidates.batches())) {
                for (float loss : losses) {
                    sum += loss;
                }
            }
            assertEquals(expected, sum, 1e-4 * expected);
            Batch hardest = learner.hardest(0, candidates);
            assertTrue(summedLoss(learner, hardest) > 1.05 * expected / 3);
        }
    }

    private static double summedLoss(Learner learner, Batch batch) {
        Figures figures = accumulate(learner, List.of(batch), SHARES).get(0);
        return figures.loss() * batch.tensors().get("targets").shape()[0];
    }

    @Test
    void gradientsOfSeveralBatchesAddUp() {
        Batch batch = batches.draw(2);
        Shares half = new Shares(0.5, 0.5, 0.5);
        try (Learner once = learner(1);
                Learner twice = learner(1)) {
            accumulate(once, List.of(batch), SHARES);
            accumulate(twice, List.of(batch), half);
            accumulate(twice, List.of(batch), half);
            double whole = once.update(RATE);
            assertEquals(whole, twice.update(RATE), 1e-3 * whole);
        }
    }

    @Test
    void lanesAddUpToWhatOneAfterTheOtherGives() {
        List<Batch> drawn = List.of(batches.draw(4), batches.draw(5), batches.draw(6));
        try (Learner one = learner(1);
                Learner two = learner(2)) {
            assertEquals(accumulate(one, drawn, SHARES), accumulate(two, drawn, SHARES));
            double norm = one.update(RATE);
            assertEquals(norm, two.update(RATE), 1e-5 * norm);
            accumulate(two, drawn, SHARES);
            accumulate(one, drawn, SHARES);
            norm = one.update(RATE);
            assertEquals(norm, two.update(RATE), 1e-2 * norm);
        }
    }

    @Test
    void routersOfModalitiesThatDidNotOccurStayAsTheyAre() {
        String picture = "model.model.layers.0.mlp.image_gate.weight";
        String audio = "model.model.layers.0.mlp.audio_gate.weight";
        try (Learner learner = learner(1)) {
            float[] used = values(learner, picture);
            float[] unused = values(learner, audio);
            accumulate(learner, List.of(batches.draw(3)), SHARES);
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
            try (Learner learner = learner(lanes)) {
                List<Batch> drawn = List.of(batches.draw(4), batches.draw(5));
                accumulate(learner, drawn, SHARES);
                learner.update(RATE);
                Map<String, List<float[]>> before = state(learner, still);
                float[] router = values(learner, last + "image_gate.weight");
                accumulate(learner, drawn, new Shares(0, 0, 100));
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
        try (Learner learner = learner(1)) {
            float[] start = values(learner, "dense.bias");
            for (int i = 0; i < 3; i++) {
                accumulate(learner, List.of(batch), new Shares(1, 0, 0));
                learner.update(RATE);
            }
            assertArrayEquals(start, values(learner, "dense.bias"));
            accumulate(learner, List.of(batch), new Shares(0, 1, 0));
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
        List<String> names =
                learner.description().parameters(list).stream().map(Parameter::name).toList();
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
        try (Learner straight = learner(1)) {
            accumulate(straight, List.of(first), SHARES);
            straight.update(RATE);
            Checkpoint.writeState(straight, state, Map.of("note", "kept"));
            accumulate(straight, List.of(second), SHARES);
            straight.update(RATE);
            assertEquals("kept", Checkpoint.notes(state).get("note"));
            try (Learner resumed =
                    Checkpoint.readState(runtime, program(batches.config()), 1, state)) {
                accumulate(resumed, List.of(second), SHARES);
                resumed.update(RATE);
                assertEquals(straight.updates(), resumed.updates());
                for (String list : Learner.LISTS) {
                    for (int i = 0; i < straight.description().parameters(list).size(); i++) {
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
        try (Learner learner = learner(1)) {
            for (int i = 0; i < 2; i++) {
                accumulate(learner, List.of(batches.draw(11)), SHARES);
                learner.update(RATE);
            }
            Checkpoint.writeState(learner, state, Map.of());
            withoutCounts(state, before);
            try (Learner resumed =
                    Checkpoint.readState(runtime, program(batches.config()), 1, before)) {
                for (int i = 0; i < learner.description().parameters().size(); i++) {
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

    /** States of before are named and noted like this; see also PositionTest. */
    @Test
    void aStateThatWasWrittenBeforeTasksHadObjectivesIsGoneOnWith() throws IOException {
        Path state = folder.resolve("before.safetensors");
        List<TensorSpec> specs = new ArrayList<>();
        for (String list : List.of("w", "m", "v", "t")) {
            for (Parameter it : program(batches.config()).parameters()) {
                long[] shape = list.equals("t") ? new long[] {1} : it.shape();
                specs.add(new TensorSpec(list + "." + it.name(), StoredType.F32, shape));
            }
        }
        Map<String, String> notes = Map.of("updates", "5", "batches", "20", "further", "true");
        try (SafetensorsWriter writer = new SafetensorsWriter(state, specs, notes)) {
            for (TensorSpec spec : specs) {
                ByteBuffer bytes = ByteBuffer.allocate((int) spec.bytes());
                bytes.order(ByteOrder.LITTLE_ENDIAN);
                while (bytes.hasRemaining()) {
                    bytes.putFloat(spec.name().startsWith("t") ? 5 : 0.125f);
                }
                writer.write(spec.name(), bytes.flip());
            }
            writer.commit();
        }
        Set<String> names = SafetensorsHeader.read(state).tensors().keySet();
        assertTrue(
                names.containsAll(
                        List.of(
                                "w.dense.weight",
                                "m.dense.box.bias",
                                "t.vision.patch_embed.proj.weight")));
        try (Learner resumed = Checkpoint.readState(runtime, program(batches.config()), 1, state)) {
            assertEquals(5, resumed.updates());
            for (String list : List.of("w", "m", "v")) {
                assertEquals(0.125f, values(resumed, list, "dense.extent.weight")[0], list);
            }
            assertEquals(5, values(resumed, "t", "model.lm_head.weight")[0]);
            Path again = folder.resolve("again.safetensors");
            Checkpoint.writeState(resumed, again, notes);
            assertEquals(
                    SafetensorsHeader.read(state).tensors().keySet(),
                    SafetensorsHeader.read(again).tensors().keySet());
        }
    }

    @Test
    void aLayerThatIsAddedChangesNothingAtFirstAndLearns() {
        Path state = folder.resolve("shallow.safetensors");
        Batch batch = batches.draw(13);
        try (Learner shallow = learner(1)) {
            accumulate(shallow, List.of(batch), SHARES);
            shallow.update(RATE);
            Checkpoint.writeState(shallow, state, Map.of());
            Figures before = accumulate(shallow, List.of(batch), SHARES).get(0);
            try (Learner deep =
                    Checkpoint.readEarlier(runtime, program(batches.deeper()), 1, 7, state)) {
                Figures after = accumulate(deep, List.of(batch), SHARES).get(0);
                assertEquals(before.loss(), after.loss(), 1e-5 * before.loss());
                assertEquals(
                        before.losses().get("dense"),
                        after.losses().get("dense"),
                        1e-5 * before.losses().get("dense"));
                assertEquals(shallow.updates(), deep.updates());
                deep.update(RATE);
                float[] end = values(deep, "vision.blocks.2.mlp.down_proj.weight");
                assertFalse(Arrays.equals(new float[end.length], end));
            }
        }
    }

    @Test
    void aModelIsTheBeginningOfATrainingWithoutMoments() {
        Path model = folder.resolve("weights.safetensors");
        Path state = folder.resolve("begun.safetensors");
        try (Learner learner = learner(1)) {
            accumulate(learner, List.of(batches.draw(3)), SHARES);
            learner.update(RATE);
            Checkpoint.writeModel(learner, model, Map.of());
            Checkpoint.writeState(learner, state, Map.of());
            String name = "model.lm_head.weight";
            try (Learner begun =
                    Checkpoint.readEarlier(runtime, program(batches.config()), 1, 7, model)) {
                assertArrayEquals(values(learner, name), values(begun, name), 0.01f);
                assertArrayEquals(new float[] {0}, values(begun, "t", name));
                float[] moments = values(begun, "m", name);
                assertArrayEquals(new float[moments.length], moments);
            }
        }
    }

    @Test
    void aVocabularyGrowsByRowsAndKeepsThoseItHas() {
        Path state = folder.resolve("wordless.safetensors");
        Batch batch = batches.draw(13);
        String head = "model.lm_head.weight";
        try (Learner before = learner(1)) {
            accumulate(before, List.of(batch), SHARES);
            before.update(RATE);
            Checkpoint.writeState(before, state, Map.of());
            try (Learner grown =
                    Checkpoint.readEarlier(runtime, program(batches.wordier()), 1, 7, state)) {
                for (String name : List.of(head, "model.model.word_embeddings.weight")) {
                    for (String list : List.of("w", "m", "v")) {
                        float[] old = values(before, list, name);
                        float[] now = values(grown, list, name);
                        assertTrue(now.length > old.length);
                        assertArrayEquals(old, Arrays.copyOf(now, old.length), name);
                    }
                    assertArrayEquals(values(before, "t", name), values(grown, "t", name));
                }
                float[] start = values(grown, head);
                accumulate(grown, List.of(batch), SHARES);
                grown.update(RATE);
                float[] moved = values(grown, head);
                int first = values(before, head).length;
                assertFalse(Arrays.equals(start, first, start.length, moved, first, start.length));
            }
        }
        assertThrows(
                BrokenModelException.class,
                () -> Checkpoint.readState(runtime, program(batches.wordier()), 1, state));
    }

    @Test
    void aVocabularyDoesNotShrink() {
        Path state = folder.resolve("wordy.safetensors");
        try (Learner wordy = new Learner(runtime, program(batches.wordier()), 1, 7)) {
            Checkpoint.writeState(wordy, state, Map.of());
        }
        assertThrows(
                BrokenModelException.class,
                () -> Checkpoint.readEarlier(runtime, program(batches.config()), 1, 7, state));
    }

    @Test
    void aFrozenNetworkStaysAsItIsAndHasNoMoments() {
        Adjustments frozen = new Adjustments(Map.of(), Set.of("vision"), Map.of(), 0, null);
        String patches = "vision.patch_embed.proj.weight";
        Path state = folder.resolve("frozen.safetensors");
        try (Learner learner = new Learner(runtime, program(batches.config(), frozen), 2, 7)) {
            float[] start = values(learner, patches);
            float[] head = values(learner, "model.lm_head.weight");
            accumulate(learner, List.of(batches.draw(3), batches.draw(4)), SHARES);
            learner.update(RATE);
            assertArrayEquals(start, values(learner, patches));
            assertFalse(Arrays.equals(head, values(learner, "model.lm_head.weight")));
            Checkpoint.writeState(learner, state, Map.of());
        }
        Set<String> kept = SafetensorsHeader.read(state).tensors().keySet();
        assertTrue(kept.contains("w." + patches));
        assertFalse(kept.contains("m." + patches));
        try (Learner thawed =
                Checkpoint.readEarlier(runtime, program(batches.config()), 1, 7, state)) {
            assertArrayEquals(new float[] {0}, values(thawed, "t", patches));
            assertArrayEquals(new float[] {1}, values(thawed, "t", "model.lm_head.weight"));
        }
    }

    @Test
    void aNetworkOfHalfTheRateGoesHalfTheWay() {
        Adjustments half = new Adjustments(Map.of(), Set.of(), Map.of("thinker", 0.5), 0, null);
        Batch batch = batches.draw(3);
        try (Learner whole = learner(1);
                Learner slow = new Learner(runtime, program(batches.config(), half), 1, 7)) {
            for (Learner learner : List.of(whole, slow)) {
                accumulate(learner, List.of(batch), SHARES);
            }
            for (String name : List.of("model.model.norm.weight", "vision.merger.ln_q.weight")) {
                float[] start = values(whole, name);
                float factor = name.startsWith("model") ? 0.5f : 1;
                whole.update(name.startsWith("model") ? RATE : 0);
                slow.update(name.startsWith("model") ? RATE : 0);
                float[] far = values(whole, name);
                float[] near = values(slow, name);
                for (int i = 0; i < start.length; i++) {
                    assertEquals(factor * (far[i] - start[i]), near[i] - start[i], 1e-6, name);
                }
            }
        }
    }

    @Test
    void aNetworkThatIsNotThereCannotBeAdjusted() {
        Adjustments wrong = new Adjustments(Map.of(), Set.of("visoin"), Map.of(), 0, null);
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> program(batches.config(), wrong));
        assertEquals(
                "The network 'visoin' was named, and what is trained here are vision and thinker."
                        + " Name one of these.",
                error.getMessage());
    }

    @Test
    void theModelIsWrittenWithTheRunningAverageWhereOneIsKept() throws IOException {
        Adjustments averaged = new Adjustments(Map.of(), Set.of(), Map.of(), 0.9, null);
        Path model = folder.resolve("averaged.safetensors");
        Path state = folder.resolve("averaging.safetensors");
        String name = "model.model.norm.weight";
        try (Learner learner = new Learner(runtime, program(batches.config(), averaged), 1, 7)) {
            float[] expected = values(learner, name);
            for (int update = 1; update <= 3; update++) {
                accumulate(learner, List.of(batches.draw(update)), SHARES);
                learner.update(RATE);
                float[] now = values(learner, name);
                double kept = Math.min(0.9, (1.0 + update) / (10.0 + update));
                for (int i = 0; i < expected.length; i++) {
                    expected[i] += (float) ((1 - kept) * (now[i] - expected[i]));
                }
            }
            assertArrayEquals(expected, values(learner, "e", name), 1e-6f);
            Checkpoint.writeModel(learner, model, Map.of());
            Checkpoint.writeState(learner, state, Map.of());
            SavedState written = SavedState.of(model, "");
            float[] published = written.values(written.tensors().get(name));
            assertArrayEquals(expected, published, 0.01f);
            assertFalse(Arrays.equals(values(learner, name), published));
            TrainingProgram program = program(batches.config(), averaged);
            try (Learner resumed = Checkpoint.readState(runtime, program, 1, state)) {
                assertArrayEquals(values(learner, "e", name), values(resumed, "e", name));
            }
        }
    }

    @Test
    void measuringABatchTellsTheSameAndLeavesNoGradient() {
        Batch batch = batches.draw(3);
        try (Learner learner = learner(1)) {
            Figures measured = learner.measure(0, batch);
            float[] start = values(learner, "model.lm_head.weight");
            assertEquals(0, learner.update(RATE));
            assertArrayEquals(start, values(learner, "model.lm_head.weight"));
            Figures learnt = accumulate(learner, List.of(batch), SHARES).get(0);
            assertEquals(learnt.losses().keySet(), measured.losses().keySet());
            assertEquals(learnt.loss(), measured.loss(), 1e-4 * learnt.loss());
        }
    }

    @Test
    void aBatchThatLacksATensorIsNamed() {
        Batch empty = Batch.of(1).numbers("ids", new long[] {1}).build();
        try (Learner learner = learner(1)) {
            InvalidRequestException error =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> accumulate(learner, List.of(empty), SHARES));
            assertTrue(error.getMessage().contains("and its sampler gives [ids]"));
        }
    }

    @Test
    void theModelFileHoldsThePublishedTensorsAlone() {
        Path model = folder.resolve("model.safetensors");
        try (Learner learner = learner(1)) {
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
        try (Learner learner = learner(1)) {
            Checkpoint.writeModel(learner, model, Map.of());
        }
        BrokenModelException error =
                assertThrows(
                        BrokenModelException.class,
                        () -> Checkpoint.readState(runtime, program(batches.config()), 1, model));
        assertTrue(error.getMessage().contains("--resume"), error.getMessage());
    }
}

package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.training.Adjustments;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsHeader;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.internal.drawing.AutoencoderTask;
import io.mingle.trainer.internal.drawing.DrawTask;
import io.mingle.trainer.internal.drawing.EditTask;
import io.mingle.trainer.internal.drawing.PromptTask;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Figures;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.Portion;
import io.mingle.trainer.internal.learn.Shares;
import io.mingle.trainer.internal.learn.TrainingProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Networks that lie in folders of a model are trained, written there, and gone on with. */
@Timeout(600)
class DrawingTrainingTest {

    private static final Shares SHARES = new Shares(1, 1, 1);
    private static final double RATE = 2e-3;
    private static final int UPDATES = 6;
    private static final String VAE = "vae/diffusion_pytorch_model.safetensors";

    @TempDir Path folder;
    private static TorchDevice device;
    private static TorchRuntime runtime;

    @BeforeAll
    static void open() {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, "drawing");
        // As trainings do: beside other work, threads that wait for each other take many times as
        // long.
        runtime.useThreads(1);
    }

    @AfterAll
    static void close() {
        runtime.close();
        device.close();
    }

    private TrainingProgram program(List<Task> tasks) {
        NewModel.of(tasks).write(folder);
        return new TrainingProgram(
                tasks.stream().map(Task::objective).toList(),
                FolderConfigurations.joined(folder),
                Adjustments.NONE);
    }

    private Batch batch(Task task, int count) {
        try (Setup setup = new Setup(folder, null)) {
            return batch(task.sampler(setup), count);
        }
    }

    private static <E> Batch batch(Sampler<E> sampler, int count) {
        Supplier<E> examples = sampler.examples(new SplittableRandom(3));
        List<E> drawn = new ArrayList<>();
        while (drawn.size() < count) {
            drawn.add(examples.get());
        }
        return sampler.batch(drawn);
    }

    private static double learnt(Learner learner, int objective, Batch batch) {
        Portion portion = new Portion(objective, batch, SHARES);
        Figures first = learner.accumulate(List.of(portion)).get(0);
        learner.update(RATE);
        for (int i = 1; i < UPDATES; i++) {
            learner.accumulate(List.of(portion));
            learner.update(RATE);
        }
        return learner.measure(objective, batch).loss() / first.loss();
    }

    @Test
    void anAutoencoderIsLearntAndWrittenIntoItsFolder() throws Exception {
        AutoencoderTask task = new AutoencoderTask();
        TrainingProgram program = program(List.of(task));
        Path model = folder.resolve("model.safetensors");
        try (Learner learner = new Learner(runtime, program, 1, 7)) {
            double ratio = learnt(learner, 0, batch(task, 4));
            assertTrue(ratio < 0.97, "the loss fell to " + ratio);
            Checkpoint.writeModel(learner, model, Map.of());
            List<LearntTask> learnt;
            try (Setup setup = new Setup(folder, null)) {
                learnt = List.of(new LearntTask(task.name(), task.sampler(setup), 0, 1));
            }
            new MeasuredSettings(new Tasks(List.of(task)), learnt, 1, folder).write(learner);
        }
        assertFalse(Files.exists(model), "there is nothing outside of the folder");
        Set<String> names = SafetensorsHeader.read(folder.resolve(VAE)).tensors().keySet();
        assertTrue(names.contains("encoder.conv_in.weight"), names.toString());
        assertTrue(names.contains("decoder.conv_out.bias"), names.toString());
        ConfigSection config = ConfigSection.read(folder.resolve("vae/config.json"));
        double scale = config.number("scaling_factor", 0, 1e9);
        assertTrue(scale != 1 && Double.isFinite(scale), "the scale is measured: " + scale);
    }

    @Test
    void drawingAndEditingAreLearntAndEachPartIsWhereThePublishedModelHasIt() throws Exception {
        DrawTask draws = new DrawTask();
        EditTask edits = new EditTask();
        TrainingProgram program = program(List.of(draws, edits));
        Path state = folder.resolve("training.safetensors");
        Path model = folder.resolve("model.safetensors");
        try (Learner learner = new Learner(runtime, program, 1, 7)) {
            double drawn = learnt(learner, 0, batch(draws, 3));
            double edited = learnt(learner, 1, batch(edits, 2));
            assertTrue(drawn < 0.99, "the loss of drawing fell to " + drawn);
            assertTrue(edited < 0.99, "the loss of editing fell to " + edited);
            Checkpoint.writeModel(learner, model, Map.of());
            Checkpoint.writeState(learner, state, Map.of());
        }
        Set<String> mlp =
                SafetensorsHeader.read(folder.resolve("mlp/model.safetensors")).tensors().keySet();
        assertTrue(mlp.containsAll(Set.of("query_tokens_dict.2x2", "proj_in.weight")), mlp + "");
        assertTrue(mlp.contains("mlp.fc1.weight"), mlp.toString());
        assertTrue(
                SafetensorsHeader.read(folder.resolve("connector/model.safetensors"))
                        .tensors()
                        .containsKey("model.norm.weight"));
        SafetensorsHeader transformer =
                SafetensorsHeader.read(
                        folder.resolve("transformer/diffusion_pytorch_model.safetensors"));
        assertArrayEquals(
                new long[] {1, 256, 128},
                transformer.tensors().get("ref_pos_embed.pos_embed").shape());
        assertTrue(transformer.tensors().containsKey("transformer_blocks.0.attn2.to_q.weight"));
        Set<String> rest = SafetensorsHeader.read(model).tensors().keySet();
        assertTrue(
                rest.stream().allMatch(it -> it.matches("(model|vision|linear_proj).*")),
                rest + "");
        assertEquals(
                64,
                ConfigSection.read(folder.resolve("config.json"))
                        .wholesOf("image_gen_resolutions", 2, 1, 4096)
                        .get(0)
                        .get(0));
        again(program, state, model);
    }

    /** A state and a model both bring the networks in folders back. */
    private void again(TrainingProgram program, Path state, Path model) {
        Path other = folder.resolve("other/model.safetensors");
        try (Learner learner = Checkpoint.readState(runtime, program, 1, state)) {
            Checkpoint.writeModel(learner, made(other), Map.of());
        }
        assertSame(model, other);
        try (Learner learner = Checkpoint.readEarlier(runtime, program, 1, 9, model)) {
            Checkpoint.writeModel(learner, other, Map.of());
        }
        assertSame(model, other);
    }

    private static Path made(Path file) {
        file.getParent().toFile().mkdirs();
        return file;
    }

    private static void assertSame(Path one, Path other) {
        String transformer = "transformer/diffusion_pytorch_model.safetensors";
        for (String name : List.of("model.safetensors", "mlp/model.safetensors", transformer)) {
            try {
                assertEquals(
                        -1,
                        Files.mismatch(one.resolveSibling(name), other.resolveSibling(name)),
                        name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void promptsTeachTheThinkerWhichDrawingLeavesAsItIs() throws Exception {
        PromptTask prompts = new PromptTask();
        EditTask edits = new EditTask();
        TrainingProgram program = program(List.of(prompts, edits));
        try (Learner learner = new Learner(runtime, program, 1, 7)) {
            Path first = made(folder.resolve("first/model.safetensors"));
            Checkpoint.writeModel(learner, first, Map.of());
            learnt(learner, 1, batch(edits, 2));
            Path drawing = made(folder.resolve("drawing/model.safetensors"));
            Checkpoint.writeModel(learner, drawing, Map.of());
            assertEquals(-1, Files.mismatch(first, drawing));
            double said = learnt(learner, 0, batch(prompts, 3));
            assertTrue(said < 0.99, "the loss of prompts fell to " + said);
            Path thinking = made(folder.resolve("thinking/model.safetensors"));
            Checkpoint.writeModel(learner, thinking, Map.of());
            assertNotEquals(-1, Files.mismatch(first, thinking));
        }
    }

    @Test
    void aReferenceThatIsLeftOutBindsNothing() {
        EditTask edits = new EditTask();
        TrainingProgram program = program(List.of(edits));
        Batch batch = batch(edits, 2);
        try (Learner learner = new Learner(runtime, program, 1, 7)) {
            assertTrue(with(learner, batch, 1).losses().containsKey("scene"));
            assertFalse(with(learner, batch, 0).losses().containsKey("scene"), "exactly zero");
        }
    }

    private static Figures with(Learner learner, Batch batch, float picture) {
        return learner.measure(0, with(batch, Map.of("picture", picture)));
    }

    /** Returns a batch some of whose tensors have one value everywhere. */
    private static Batch with(Batch batch, Map<String, Float> changed) {
        Batch.Builder other = Batch.of(batch.examples());
        batch.tensors()
                .forEach(
                        (name, array) -> {
                            if (array instanceof Batch.Numbers numbers) {
                                other.numbers(name, numbers.elements(), numbers.shape());
                            } else if (array instanceof Batch.Values values) {
                                other.values(
                                        name, parts(values, changed.get(name)), values.shape());
                            }
                        });
        return other.build();
    }

    private static List<float[]> parts(Batch.Values values, Float everywhere) {
        if (everywhere == null) {
            return values.parts();
        }
        List<float[]> parts = new ArrayList<>();
        for (float[] part : values.parts()) {
            float[] filled = new float[part.length];
            Arrays.fill(filled, everywhere);
            parts.add(filled);
        }
        return parts;
    }

    /** A transformer that has not learnt says zero, so the loss is mean((noise - latent)²). */
    @Test
    void theLossIsTheDistanceFromNoiseToLatentHoweverMuchNoiseThereIs() {
        for (Task task : List.of(new DrawTask(), new EditTask())) {
            TrainingProgram program = program(List.of(task));
            Batch batch = batch(task, 2);
            try (Learner learner = new Learner(runtime, program, 1, 7)) {
                double none = loss(learner, batch, 0, 0.5f);
                double more = loss(learner, batch, 3, 0.5f);
                double less = loss(learner, batch, -3, 0.5f);
                assertEquals(none + 9, (more + less) / 2, 1e-2 * (none + 9), task.name());
                assertEquals(more, loss(learner, batch, 3, 0.9f), 1e-3 * more, task.name());
            }
        }
    }

    private static double loss(Learner learner, Batch batch, float noise, float sigma) {
        return learner.measure(0, with(batch, Map.of("noise", noise, "sigma", sigma))).loss();
    }
}

package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsHeader;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameter;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Linear;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Network;
import io.mingle.trainer.Objective;
import io.mingle.trainer.ParameterGroup;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Terms;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.picture.TinyBatches;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Objectives of different networks beside one another; one regresses on what a thinker says. */
@Timeout(300)
class ObjectivesTest {

    private static final double RATE = 3e-3;
    private static final Shares SHARES = new Shares(1, 1, 1);
    private static final String FLOW = "flow.weight";
    private static final String HEAD = "model.lm_head.weight";
    private static final String PATCHES = "vision.patch_embed.proj.weight";

    @TempDir static Path folder;
    private static TorchDevice device;
    private static TorchRuntime runtime;
    private static TinyBatches pictures;

    @BeforeAll
    static void open() throws Exception {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, "objectives");
        pictures = new TinyBatches(folder);
    }

    @AfterAll
    static void close() {
        pictures.close();
        runtime.close();
        device.close();
    }

    /** From logits to a velocity of two values. */
    private static final class Flow implements Network<Linear> {

        @Override
        public String name() {
            return "flow";
        }

        @Override
        public Linear declare(ConfigSection config, Scope scope) {
            int words = UnderstandingNetworks.decoder(config).vocabSize();
            return Linear.of(scope.at("flow"), words, 2);
        }

        @Override
        public void addTo(Linear network, Methods methods) {
            // The layer alone is all there is.
        }
    }

    private static Objective flow(ParameterGroup thinker) {
        return networks -> {
            networks.use(UnderstandingNetworks.THINKER, thinker);
            Linear flow = networks.use(new Flow());
            return (inputs, terms) -> {
                Value states = inputs.tensor("states");
                Value logits = states.call("self.logits");
                Value off = flow.apply(logits).minus(inputs.tensor("velocity"));
                terms.loss(off.times(off).call("torch.mean"));
                terms.share(
                        "small",
                        off.call("torch.abs").call("torch.lt", 0.5).call("torch.mean", "dtype=6"));
            };
        };
    }

    private static Batch states() {
        float[] states = new float[3 * 32];
        for (int i = 0; i < states.length; i++) {
            states[i] = (i * 7 % 13 - 6) / 6f;
        }
        return Batch.of(3)
                .values("states", states, 3, 32)
                .values("velocity", new float[] {1, 2, -1, 0.5f, 0, 1}, 3, 2)
                .build();
    }

    private static TrainingProgram program(Objective... objectives) {
        return new TrainingProgram(List.of(objectives), pictures.config(), Adjustments.NONE);
    }

    private static float[] values(Learner learner, String list, String name) {
        List<Parameter> parameters = learner.description().parameters(list);
        List<String> names = parameters.stream().map(Parameter::name).toList();
        return learner.values(list, names.indexOf(name));
    }

    @Test
    void eachLearnsByItsOwnLossAndAWeightFromThoseThatDoNotFreezeIt() {
        TrainingProgram both = program(TinyBatches.objective(), flow(ParameterGroup.FROZEN));
        try (Learner learner = new Learner(runtime, both, 2, 7)) {
            float[] head = values(learner, "w", HEAD);
            float[] patches = values(learner, "w", PATCHES);
            Figures first = learner.accumulate(List.of(new Portion(1, states(), SHARES))).get(0);
            learner.update(RATE);
            assertArrayEquals(head, values(learner, "w", HEAD), "frozen for the flow");
            assertArrayEquals(new float[] {0}, values(learner, "t", HEAD));
            assertArrayEquals(new float[] {1}, values(learner, "t", FLOW));
            assertEquals(List.of("small"), List.copyOf(first.shares().keySet()));

            List<Figures> mixed =
                    learner.accumulate(
                            List.of(
                                    new Portion(0, pictures.draw(3), SHARES),
                                    new Portion(1, states(), SHARES.times(2))));
            learner.update(RATE);
            assertTrue(mixed.get(0).losses().containsKey("dense"));
            assertTrue(mixed.get(1).loss() < first.loss());
            assertFalse(Arrays.equals(head, values(learner, "w", HEAD)));
            assertFalse(Arrays.equals(patches, values(learner, "w", PATCHES)));
        }
    }

    @Test
    void aWeightOfALossIsAFactorOfItsGradient() {
        double[] norms = new double[2];
        for (int i = 0; i < norms.length; i++) {
            try (Learner learner =
                    new Learner(runtime, program(flow(ParameterGroup.FROZEN)), 1, 7)) {
                learner.accumulate(List.of(new Portion(0, states(), SHARES.times(i + 1))));
                norms[i] = learner.update(RATE);
            }
        }
        assertEquals(2 * norms[0], norms[1], 1e-4 * norms[1]);
    }

    @Test
    void aNewNetworkIsTrainedOnTopOfAFrozenOneOfAnEarlierTraining() {
        Path state = folder.resolve("understands.safetensors");
        Path model = folder.resolve("draws.safetensors");
        try (Learner before = new Learner(runtime, program(TinyBatches.objective()), 1, 9)) {
            Checkpoint.writeState(before, state, Map.of());
            TrainingProgram program = program(flow(ParameterGroup.FROZEN));
            try (Learner after = Checkpoint.readEarlier(runtime, program, 1, 7, state)) {
                float[] start = values(after, "w", FLOW);
                double first = 0;
                double last = 0;
                for (int i = 0; i < 20; i++) {
                    last =
                            after.accumulate(List.of(new Portion(0, states(), SHARES)))
                                    .get(0)
                                    .loss();
                    first = i == 0 ? last : first;
                    after.update(RATE);
                }
                assertTrue(last < first / 2, first + " then " + last);
                assertFalse(Arrays.equals(start, values(after, "w", FLOW)));
                assertArrayEquals(values(before, "w", HEAD), values(after, "w", HEAD));
                Checkpoint.writeModel(after, model, Map.of());
                assertTrue(SafetensorsHeader.read(model).tensors().containsKey(FLOW));
            }
        }
    }

    @Test
    void whatATrainingDoesNotUseIsKeptInItsStatesAndModels() throws Exception {
        Path seen = folder.resolve("seen.safetensors");
        Path drawn = folder.resolve("drawn.safetensors");
        Path model = folder.resolve("whole.safetensors");
        TrainingProgram flow = program(flow(ParameterGroup.FROZEN));
        try (Learner sees = new Learner(runtime, program(TinyBatches.objective()), 1, 9)) {
            sees.accumulate(List.of(new Portion(0, pictures.draw(3), SHARES)));
            sees.update(RATE);
            Checkpoint.writeState(sees, seen, Map.of());
            try (Learner draws = Checkpoint.readEarlier(runtime, flow, 1, 7, seen)) {
                Checkpoint.writeState(draws, drawn, Map.of());
            }
            try (Learner draws = Checkpoint.readState(runtime, flow, 1, drawn)) {
                Checkpoint.writeState(draws, drawn, Map.of());
                Checkpoint.writeModel(draws, model, Map.of());
            }
            Set<String> published = SafetensorsHeader.read(model).tensors().keySet();
            assertTrue(published.containsAll(Set.of(FLOW, HEAD, PATCHES)), published.toString());
            assertTrue(published.stream().noneMatch(name -> name.startsWith("dense")));
            TrainingProgram both = program(TinyBatches.objective(), flow(ParameterGroup.FROZEN));
            try (Learner again = Checkpoint.readEarlier(runtime, both, 1, 7, drawn)) {
                for (String list : List.of("w", "m", "t")) {
                    for (String name : List.of(PATCHES, "dense.weight")) {
                        assertArrayEquals(
                                values(sees, list, name), values(again, list, name), name);
                    }
                }
            }
        }
    }

    @Test
    void objectivesThatDoNotAgreeHowANetworkLearnsAreRefused() {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () ->
                                program(
                                        TinyBatches.objective(),
                                        flow(ParameterGroup.LEARNING.withRate(0.1))));
        assertTrue(error.getMessage().startsWith("The tasks do not agree how model.model."));
    }

    @Test
    void whereTheLossOfEachExampleIsNotToldTheFirstBatchIsLearntFrom() {
        Sampler<Batch> sampler =
                new Sampler<>() {
                    @Override
                    public Supplier<Batch> examples(SplittableRandom random) {
                        return ObjectivesTest::states;
                    }

                    @Override
                    public int room(Batch example) {
                        return 1;
                    }

                    @Override
                    public Batch batch(List<Batch> examples) {
                        return examples.get(0);
                    }
                };
        Candidates<Batch> candidates = Candidates.draw(sampler, new SplittableRandom(1), 3);
        try (Learner learner = new Learner(runtime, program(flow(ParameterGroup.FROZEN)), 1, 7)) {
            assertSame(candidates.batches().get(0), learner.hardest(0, candidates));
        }
    }

    private static Objective telling(BiConsumer<Value, Terms> told) {
        return networks -> {
            Linear flow = networks.use(new Flow());
            return (inputs, terms) ->
                    told.accept(flow.apply(inputs.tensor("states").call("torch.sum")), terms);
        };
    }

    private static void assertRefused(String expected, Executable work) {
        InvalidRequestException error = assertThrows(InvalidRequestException.class, work);
        assertTrue(error.getMessage().contains(expected), error.getMessage());
    }

    @Test
    void anObjectiveThatTellsNoLossOrATermTwiceIsRefused() {
        Map<String, BiConsumer<Value, Terms>> wrong =
                Map.of(
                        "tells no loss but [dense]",
                        (value, terms) -> terms.guide("dense", value),
                        "tells no loss but []",
                        (value, terms) -> {},
                        "tells its loss twice",
                        (value, terms) -> {
                            terms.loss(value);
                            terms.loss(value);
                        },
                        "two terms of its loss named 'dense'",
                        (value, terms) -> {
                            terms.guide("dense", value);
                            terms.regular("dense", 1, value);
                        },
                        "two shares named 'dense'",
                        (value, terms) -> {
                            terms.share("dense", value);
                            terms.share("dense", value);
                        });
        wrong.forEach(
                (expected, told) ->
                        assertRefused(
                                expected,
                                () -> new Learner(runtime, program(telling(told)), 1, 7).close()));
    }

    @Test
    void anObjectiveThatNothingLearnsFromIsRefused() {
        Adjustments frozen = new Adjustments(Map.of(), Set.of("flow"), Map.of(), 0, null);
        assertRefused(
                "all that it uses of thinker and flow is frozen",
                () ->
                        new TrainingProgram(
                                List.of(flow(ParameterGroup.FROZEN)), pictures.config(), frozen));
    }

    @Test
    void aNetworkWhoseNamesBeginAsThoseOfAHeadIsPublished() {
        Path state = folder.resolve("alike.safetensors");
        Path model = folder.resolve("both.safetensors");
        Objective alike =
                networks -> {
                    Linear flow = networks.use(new Flow());
                    Linear head = Linear.of(networks.head("flow").at("head"), 2, 1);
                    return (inputs, terms) ->
                            terms.loss(
                                    head.apply(flow.apply(inputs.tensor("logits")))
                                            .call("torch.mean"));
                };
        try (Learner learner = new Learner(runtime, program(alike), 1, 7)) {
            Checkpoint.writeModel(learner, model, Map.of());
            assertEquals(Set.of(FLOW), SafetensorsHeader.read(model).tensors().keySet());
            Checkpoint.writeState(learner, state, Map.of());
        }
        TrainingProgram pictured = program(TinyBatches.objective());
        SavedState saved = SavedState.of(state, "");
        Unused unused = Unused.of(saved, pictured);
        assertEquals(Set.of(FLOW), unused.published().keySet());
        assertTrue(unused.notes(pictured).get("heads").contains("dense.weight,flow.head.weight"));
    }
}

package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.EvaluationProgress;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.tensor.TensorRuntime;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.Portion;
import io.mingle.trainer.internal.learn.Shares;
import io.mingle.trainer.internal.learn.TrainingProgram;
import io.mingle.trainer.picture.TinyBatches;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ObjectiveEvaluationTest {

    @TempDir Path folder;

    private static TorchDevice device;
    private static TorchRuntime runtime;
    private TinyBatches batches;

    @BeforeAll
    static void open() {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, "objective");
    }

    @AfterAll
    static void close() {
        runtime.close();
        device.close();
    }

    @BeforeEach
    void makeFolder() throws Exception {
        batches = new TinyBatches(folder);
        Files.writeString(folder.resolve("config.json"), batches.configText());
    }

    @AfterEach
    void closeBatches() {
        batches.close();
    }

    /** Measured by its objective: what it has beside that are means. */
    private record Measured(Objective objective, Sampler<?> sampler, List<Figure> metric)
            implements Task {

        static Task of(ToldNumbers numbers, Figure... metric) {
            return new Measured(numbers, numbers, List.of(metric));
        }

        @Override
        public String name() {
            return "measured";
        }

        @Override
        public String description() {
            return "shapes";
        }

        @Override
        public Sampler<?> sampler(Setup setup) {
            return sampler;
        }
    }

    private Task shapes(Figure... metric) {
        return new Measured(TinyBatches.objective(), batches.sampler(), List.of(metric));
    }

    private Learner learner(Objective objective) {
        TrainingProgram program =
                new TrainingProgram(List.of(objective), batches.config(), Adjustments.NONE);
        return new Learner(runtime, program, 1, 7);
    }

    private Learner learner() {
        return learner(TinyBatches.objective());
    }

    private void write(Objective objective) {
        try (Learner learner = learner(objective)) {
            write(learner, learner);
        }
    }

    private void write(Learner model, Learner state) {
        Checkpoint.writeModel(model, folder.resolve(TrainingRun.MODEL), Map.of());
        Checkpoint.writeState(state, folder.resolve(TrainingRun.STATE), Map.of());
    }

    private List<Score> evaluate(TensorRuntime on, Task task, List<EvaluationProgress> told) {
        EvaluationPlan plan = new EvaluationPlan(folder, List.of("measured"), 7, 10);
        return new Evaluator(null, new ObjectiveEvaluation(on))
                .run(plan, new Tasks(List.of(task)), told::add);
    }

    @Test
    void aTaskWithoutTrialsIsMeasuredByTheMeansOfItsObjective() {
        write(TinyBatches.objective());
        List<EvaluationProgress> told = new ArrayList<>();
        Figure loss = Figure.loss("loss");
        List<Score> scores =
                evaluate(runtime, shapes(loss, Figure.mean("dense"), Figure.loss("dense")), told);
        assertEquals(3, scores.size());
        assertEquals(loss, scores.get(0).figure());
        // Before anything is learnt, all words are about equally likely.
        assertEquals(Math.log(batches.words()), scores.get(0).value(), 1.5);
        assertTrue(scores.get(1).value() <= 1, "the share of right labels");
        assertTrue(scores.get(2).value() > 1, "their loss");
        assertEquals(new EvaluationProgress(10, 10), told.get(told.size() - 1));
        assertTrue(scores.get(0).count() >= 10, scores + " of examples, not of batches");
    }

    @Test
    void aMeanThatIsNotToldIsNamed() {
        write(TinyBatches.objective());
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> evaluate(runtime, shapes(Figure.mean("boxes")), new ArrayList<>()));
        assertTrue(
                error.getMessage()
                        .contains(
                                "no mean named 'boxes', the higher the better, but balance (a"
                                    + " loss), boxes (a loss), by (a share), dense (a loss), dense"
                                    + " (a share)"),
                error.getMessage());
    }

    @Test
    void theWeightsAreThoseThatTheModelIsServedWith() {
        double expected;
        try (Learner best = learner();
                Learner last = learner()) {
            for (int i = 0; i < 10; i++) {
                last.accumulate(List.of(new Portion(0, batches.draw(i), new Shares(1, 1, 1))));
                last.update(3e-3);
            }
            write(best, last);
            expected = loss(best);
            assertTrue(loss(last) < expected - 0.3);
        }
        Score score = evaluate(runtime, shapes(Figure.loss("loss")), new ArrayList<>()).get(0);
        assertEquals(expected, score.value(), 0.1);
    }

    /** Returns the loss over what the evaluations of this test measure. */
    private double loss(Learner learner) {
        LearntTask task = new LearntTask("measured", batches.sampler(), 0, 1);
        HeldOutBatches heldOut = new HeldOutBatches(learner, task, 7);
        double sum = 0;
        int examples = 0;
        while (examples < 10) {
            HeldOutBatches.Measured measured = heldOut.next();
            sum += measured.examples() * measured.figures().loss();
            examples += measured.examples();
        }
        return sum / examples;
    }

    @Test
    void whatSomeBatchesDoNotTellIsTheMeanOfTheOthers() {
        float[] shares = {0.5f, Float.NaN, 0.7f, Float.NaN, Float.NaN};
        ToldNumbers numbers = new ToldNumbers(new float[] {1}, shares);
        write(numbers);
        Task some = Measured.of(numbers, Figure.mean("some"), Figure.loss("loss"));
        List<Score> scores = evaluate(runtime, some, new ArrayList<>());
        assertEquals(0.6, scores.get(0).value(), 1e-6);
        assertEquals(4, scores.get(0).count());
        assertEquals(10, scores.get(1).count());

        Task none =
                Measured.of(
                        new ToldNumbers(new float[] {1}, new float[] {Float.NaN}),
                        Figure.mean("some"));
        assertEquals(List.of(), evaluate(runtime, none, new ArrayList<>()));
    }

    @Test
    void anInterruptEndsItBetweenTwoBatchesAndNeverWithinOne() {
        write(TinyBatches.objective());
        Thread evaluates = Thread.currentThread();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger whole = new AtomicInteger();
        TensorRuntime interrupting =
                (TensorRuntime)
                        Proxy.newProxyInstance(
                                TensorRuntime.class.getClassLoader(),
                                new Class<?>[] {TensorRuntime.class},
                                (self, method, arguments) -> {
                                    boolean step = method.getName().equals("train");
                                    if (step) {
                                        begun.incrementAndGet();
                                        evaluates.interrupt();
                                    }
                                    try {
                                        Object result = method.invoke(runtime, arguments);
                                        whole.addAndGet(step ? 1 : 0);
                                        return result;
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
        Task task = shapes(Figure.loss("loss"));
        assertThrows(
                CancelledException.class, () -> evaluate(interrupting, task, new ArrayList<>()));
        assertTrue(Thread.interrupted(), "still");
        assertEquals(begun.get(), whole.get());
        assertTrue(whole.get() > 0);
    }
}

package io.mingle.trainer.internal.run;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.EvaluationProgress;
import io.mingle.api.training.Score;
import io.mingle.api.training.Training;
import io.mingle.api.training.TrainingPlan;
import io.mingle.api.training.TrainingProgress;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.internal.batch.BatchMaker;
import io.mingle.trainer.internal.batch.PromptEncoder;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.Networks;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PreprocessorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Trains and evaluates models in the published layout. */
@Component
public final class TrainerService implements Training {

    /** About how many tokens go through the networks at once, as {@link BatchMaker} counts. */
    private static final int TOKENS_PER_BATCH = 4500;

    private static final int PRODUCERS = 2;
    private static final Duration MODEL_WAIT = Duration.ofMinutes(1);

    private final TensorRuntime runtime;
    private final Broker broker;

    @Activate
    public TrainerService(@Reference TensorRuntime runtime, @Reference Broker broker) {
        this.runtime = runtime;
        this.broker = broker;
    }

    @Override
    public void train(TrainingPlan plan, Consumer<TrainingProgress> listener) {
        Path out = plan.out();
        Path state = TrainingFolder.state(plan);
        Position start = start(plan, state);
        List<Lesson> turns = Tasks.training(plan.tasks(), plan.fonts(), start.further());
        runtime.useThreads(1);
        NewModel blank = plan.resume() ? null : new NewModel();
        ConfigSection config =
                blank == null
                        ? TrainingFolder.configuration(out.resolve(ModelFolder.CONFIG))
                        : blank.config();
        Networks networks = Networks.of(config);
        try (Learner learner =
                learner(plan, networks, state, Schedule.of(start.further()).batches())) {
            // Only now, so that a state that does not fit leaves no half-made folder behind.
            if (blank != null) {
                blank.write(out);
            }
            train(plan, networks, learner, turns, start, listener);
        }
    }

    private static void train(
            TrainingPlan plan,
            Networks networks,
            Learner learner,
            List<Lesson> turns,
            Position start,
            Consumer<TrainingProgress> listener) {
        Path out = plan.out();
        try (Tokenizer tokenizer = Tokenizer.open(out.resolve(ModelFolder.TOKENIZER));
                BatchSource source =
                        new BatchSource(
                                maker(out, networks, tokenizer),
                                turns,
                                plan.seed(),
                                start.batches(),
                                PRODUCERS)) {
            new TrainingRun(plan, learner, source, start, listener).run();
        }
    }

    /** A lane without a batch of its own would only hold memory. */
    private Learner learner(TrainingPlan plan, Networks networks, Path state, int batches) {
        int lanes = Math.min(plan.threads(), batches);
        if (state == null) {
            return new Learner(runtime, networks, lanes, plan.seed());
        }
        return plan.resume()
                ? Checkpoint.readState(runtime, networks, lanes, state)
                : Checkpoint.readEarlier(runtime, networks, lanes, plan.seed(), state);
    }

    private static Position start(TrainingPlan plan, Path state) {
        if (state == null) {
            return Position.START;
        }
        Position position = Position.of(state);
        return plan.resume() ? position : position.withNewSchedule();
    }

    private static BatchMaker maker(Path out, Networks networks, Tokenizer tokenizer) {
        int merge = networks.vision().spatialMergeSize();
        return new BatchMaker(
                new PicturePreprocessor(
                        PreprocessorConfig.of(
                                TrainingFolder.configuration(
                                        out.resolve(ModelFolder.PREPROCESSOR)))),
                new PromptEncoder(tokenizer, networks.decoder(), merge),
                merge,
                networks.vision().windowTokens(),
                TOKENS_PER_BATCH);
    }

    @Override
    public List<Score> evaluate(EvaluationPlan plan, Consumer<EvaluationProgress> listener) {
        try (Lease<InstalledModel> model = broker.lease(InstalledModel.class, MODEL_WAIT);
                Lease<Understanding> understanding =
                        broker.lease(Understanding.class, MODEL_WAIT)) {
            Path running = model.service().directory();
            if (!running.equals(plan.model().toAbsolutePath().normalize())) {
                throw new BrokenModelException(
                        "The evaluation of %s was asked for, and the model that runs here is %s. Start with --model %s."
                                .formatted(plan.model(), running, plan.model()));
            }
            return new Evaluator(understanding.service())
                    .run(plan, Tasks.evaluation(plan.tasks(), plan.fonts()), listener);
        }
    }
}

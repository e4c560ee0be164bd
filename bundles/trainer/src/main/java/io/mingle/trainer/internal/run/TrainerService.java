package io.mingle.trainer.internal.run;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.EvaluationProgress;
import io.mingle.api.training.Score;
import io.mingle.api.training.TaskInfo;
import io.mingle.api.training.Training;
import io.mingle.api.training.TrainingPlan;
import io.mingle.api.training.TrainingProgress;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.model.ConfigSection;
import io.mingle.tensor.TensorRuntime;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.TrainingProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Trains the networks of the tasks that are registered, and evaluates what others serve. */
@Component(service = Training.class)
public final class TrainerService implements Training {

    private static final int PRODUCERS = 2;
    private static final Duration MODEL_WAIT = Duration.ofMinutes(1);

    private final TensorRuntime runtime;
    private final Broker broker;
    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    @Activate
    public TrainerService(@Reference TensorRuntime runtime, @Reference Broker broker) {
        this.runtime = runtime;
        this.broker = broker;
    }

    /** Takes a task that comes. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    void add(Task task) {
        tasks.add(task);
    }

    /** Lets a task go; a training that has begun with it goes on. */
    void remove(Task task) {
        tasks.remove(task);
    }

    @Override
    public List<TaskInfo> tasks() {
        return Tasks.described(tasks);
    }

    @Override
    public void train(TrainingPlan plan, Consumer<TrainingProgress> listener) {
        Path out = plan.out();
        Tasks named = Tasks.named(plan.tasks(), tasks);
        Path state = TrainingFolder.state(plan);
        Position start = start(plan, state);
        runtime.useThreads(1);
        NewModel blank = blank(plan, named);
        ConfigSection config = blank == null ? TrainingFolder.configuration(out) : blank.config();
        TrainingProgram program =
                new TrainingProgram(named.objectives(), config, plan.adjustments());
        try (Learner learner =
                learner(plan, program, state, Schedule.of(start.continued()).batches())) {
            // Only now, so that a state that does not fit leaves no half-made folder behind.
            if (blank != null) {
                blank.write(out);
            }
            train(plan, named, learner, start, state, listener);
        }
    }

    private static NewModel blank(TrainingPlan plan, Tasks named) {
        if (plan.resume()) {
            return null;
        }
        return plan.from() == null
                ? NewModel.of(named.list())
                : NewModel.from(plan.from(), named.list());
    }

    private static void train(
            TrainingPlan plan,
            Tasks named,
            Learner learner,
            Position start,
            Path state,
            Consumer<TrainingProgress> listener) {
        try (Setup setup = new Setup(plan.out(), plan.fonts())) {
            List<Place> round = named.round(setup, plan.adjustments(), start.continued());
            List<LearntTask> learnt = round.stream().map(Place::task).distinct().toList();
            Map<String, String> notes = plan.resume() ? Checkpoint.notes(state) : Map.of();
            BestWeights best =
                    new BestWeights(plan.adjustments().best(), learnt, plan.seed(), notes);
            try (BatchSource source = new BatchSource(round, plan.seed(), start, PRODUCERS)) {
                MeasuredSettings settings =
                        new MeasuredSettings(named, learnt, plan.seed(), plan.out());
                new TrainingRun(plan, learner, source, best, settings, start, listener).run();
            }
        }
    }

    /** A lane without a batch of its own would only hold memory. */
    private Learner learner(TrainingPlan plan, TrainingProgram program, Path state, int batches) {
        int lanes = Math.min(plan.threads(), batches);
        if (state == null) {
            return new Learner(runtime, program, lanes, plan.seed());
        }
        return plan.resume()
                ? Checkpoint.readState(runtime, program, lanes, state)
                : Checkpoint.readEarlier(runtime, program, lanes, plan.seed(), state);
    }

    private static Position start(TrainingPlan plan, Path state) {
        if (state == null) {
            return Position.START;
        }
        Position position = Position.of(state);
        return plan.resume() ? position : position.withNewSchedule(plan.adjustments().fresh());
    }

    @Override
    public List<Score> evaluate(EvaluationPlan plan, Consumer<EvaluationProgress> listener) {
        Tasks named = Tasks.named(plan.tasks(), tasks);
        try (Lease<InstalledModel> model = broker.lease(InstalledModel.class, MODEL_WAIT)) {
            Path running = model.service().directory();
            if (!running.equals(plan.model().toAbsolutePath().normalize())) {
                throw new BrokenModelException(
                        "The evaluation of %s was asked for, and the model that runs here is %s. Start with --model %s."
                                .formatted(plan.model(), running, plan.model()));
            }
            return new Evaluator(broker, new ObjectiveEvaluation(runtime))
                    .run(plan, named, listener);
        }
    }
}

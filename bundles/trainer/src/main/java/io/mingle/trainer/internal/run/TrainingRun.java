package io.mingle.trainer.internal.run;

import io.mingle.api.training.TrainingPlan;
import io.mingle.api.training.TrainingProgress;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Figures;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.Portion;
import io.mingle.trainer.internal.learn.Shares;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One sitting of a training: batches in, updates, checkpoints out, until the schedule ends. */
final class TrainingRun {

    /** The file that a training goes on from. */
    static final String STATE = "training.safetensors";

    /** The file of what can be served. */
    static final String MODEL = "model.safetensors";

    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(3);

    private final TrainingPlan plan;
    private final Learner learner;
    private final BatchSource source;
    private final BestWeights best;
    private final MeasuredSettings settings;
    private final Consumer<TrainingProgress> listener;
    private final History history;
    private final Averages averages = new Averages();
    private final Position start;
    private final Schedule schedule;
    private final long began = System.nanoTime();
    private Position position;

    TrainingRun(
            TrainingPlan plan,
            Learner learner,
            BatchSource source,
            BestWeights best,
            MeasuredSettings settings,
            Position start,
            Consumer<TrainingProgress> listener) {
        this.plan = plan;
        this.learner = learner;
        this.source = source;
        this.best = best;
        this.settings = settings;
        this.start = start;
        this.schedule = Schedule.of(start.continued());
        this.position = start;
        this.listener = listener;
        this.history = new History(plan.out(), plan.resume());
    }

    /**
     * Trains to the end, or until the thread is interrupted; either way what was learnt is kept.
     */
    void run() {
        OwnThread.call(
                "mingle-trainer",
                stopping -> {
                    train(stopping);
                    return null;
                });
    }

    private void train(BooleanSupplier stopping) {
        best.check(learner);
        Duration reported = start.elapsed();
        Duration saved = start.elapsed();
        while (done() < 1 && !stopping.getAsBoolean()) {
            update();
            if (position.elapsed().compareTo(reported.plus(BETWEEN_REPORTS)) > 0) {
                reported = position.elapsed();
                TrainingProgress progress = progress();
                history.add(progress);
                listener.accept(progress);
            }
            if (position.elapsed().compareTo(saved.plus(BETWEEN_CHECKPOINTS)) > 0) {
                saved = position.elapsed();
                save();
            }
        }
        save();
        history.plot();
        listener.accept(progress());
        if (!stopping.getAsBoolean()) {
            best.requireFound(plan.out());
        }
    }

    /** Returns the part of the schedule that is behind. */
    private double done() {
        if (plan.budget() != null) {
            return (double) position.elapsed().toMillis() / plan.budget().toMillis();
        }
        return (double) position.samples() / plan.samples();
    }

    private void update() {
        double done = done();
        Shares shares = schedule.shares(done);
        int samples = 0;
        List<String> tasks = new ArrayList<>();
        List<Portion> portions = new ArrayList<>();
        for (int i = 0; i < schedule.batches(); i++) {
            BatchSource.Drawn drawn = source.next();
            LearntTask task = drawn.task();
            samples += drawn.candidates().examples();
            tasks.add(task.name());
            portions.add(
                    new Portion(
                            task.objective(),
                            learner.hardest(task.objective(), drawn.candidates()),
                            shares.times(task.weight())));
        }
        List<Figures> figures = learner.accumulate(portions);
        for (int i = 0; i < figures.size(); i++) {
            averages.add(tasks.get(i), figures.get(i));
        }
        learner.update(schedule.rate(position.updates(), done));
        position =
                new Position(
                        position.updates() + 1,
                        position.batches() + schedule.batches(),
                        position.first(),
                        position.samples() + samples,
                        start.elapsed().plusNanos(System.nanoTime() - began),
                        start.continued());
    }

    private void save() {
        Path out = plan.out();
        boolean better = best.isBetter(learner);
        Map<String, String> notes = new TreeMap<>(position.notes());
        notes.putAll(best.notes());
        if (better) {
            Checkpoint.writeModel(learner, out.resolve(MODEL), position.notes());
            settings.write(learner);
        }
        Checkpoint.writeState(learner, out.resolve(STATE), notes);
    }

    private TrainingProgress progress() {
        Duration sitting = position.elapsed().minus(start.elapsed());
        double seconds = Math.max(1e-3, sitting.toMillis() / 1e3);
        double done = Math.min(1, done());
        Duration remaining =
                plan.budget() != null
                        ? plan.budget().minus(position.elapsed())
                        : Duration.ofMillis(
                                (long) (position.elapsed().toMillis() * (1 - done) / done));
        return new TrainingProgress(
                position.updates(),
                position.samples(),
                (position.samples() - start.samples()) / seconds,
                averages.losses(),
                averages.accuracy(),
                position.elapsed(),
                remaining.isNegative() ? Duration.ZERO : remaining);
    }
}

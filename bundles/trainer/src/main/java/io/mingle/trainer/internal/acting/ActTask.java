package io.mingle.trainer.internal.acting;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.training.Figure;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.PromptStyle;
import io.mingle.gui.action.Reading;
import io.mingle.gui.episode.Area;
import io.mingle.gui.episode.EpisodeStep;
import io.mingle.gui.episode.ScreenTree;
import io.mingle.gui.episode.Screenshot;
import io.mingle.gui.episode.StepMetric;
import io.mingle.gui.simulator.SimulatedPhone;
import io.mingle.gui.simulator.state.Split;
import io.mingle.model.ModelFolder;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.Corpus;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.picture.Labelling;
import io.mingle.trainer.picture.PictureTask;
import java.awt.geom.Point2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Acting on simulated phones: a thought and the next action, and whole goals by the agent itself.
 *
 * <p>An action is right if it is of the same kind, touches the same element, and has the same text.
 * Beside that stands a published evaluator, which is milder.
 */
@Component(service = Task.class)
public final class ActTask extends PictureTask {

    /** The published evaluator that steps are compared by as well. */
    private static final StepMetric PROFILE = StepMetric.AGENTCPM;

    private static final Figure PUBLISHED = Figure.share(PROFILE.label());

    private static final ActionForm FORM = ActionForm.CALLS;

    /** Fractions are read on a screen of any size. */
    private static final int SIDE = 1000;

    private static final int LEARNT_QUESTIONS = 4;

    @Override
    public String name() {
        return "act";
    }

    @Override
    public String description() {
        return "simulated phones: a thought and the next action, and goals of up to eight actions";
    }

    @Override
    protected PictureSource practice(Setup setup) {
        return source(setup, Split.TRAINING, LEARNT_QUESTIONS, true);
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        Legibility.check(setup);
        return super.sampler(setup);
    }

    @Override
    protected Map<String, PictureSource> examination(Setup setup) {
        Map<String, PictureSource> groups = new LinkedHashMap<>();
        groups.put("known steps", source(setup, Split.TRAINING, 1, false));
        groups.put("held-out steps", source(setup, Split.HELD_OUT, 1, false));
        return groups;
    }

    private static PictureSource source(Setup setup, Split split, int questions, boolean practice) {
        return new ActSource(
                split,
                SimulatedPhone.languages(),
                PromptStyle.of(setup.model()),
                questions,
                Integer.MAX_VALUE,
                practice);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        List<Trial> trials = new ArrayList<>(super.trials(setup));
        trials.add(new GoalTrial());
        return trials;
    }

    @Override
    protected Labelling labelling() {
        return ScreenLabels.LABELLING;
    }

    /** As the agent has it. */
    @Override
    protected int answerTokens() {
        return 256;
    }

    @Override
    public List<Figure> metric() {
        List<Figure> figures = new ArrayList<>(super.metric());
        figures.add(Grounding.INSIDE);
        figures.add(PUBLISHED);
        figures.addAll(GoalTrial.METRIC);
        return figures;
    }

    @Override
    protected boolean isRight(Turn turn, String given) {
        Optional<Action> made = action(given);
        Action wanted = action(turn.answer()).orElseThrow();
        return made.isPresent()
                && touched(turn)
                        .map(it -> made.get().kind() == wanted.kind() && isInside(it, made.get()))
                        .orElseGet(() -> isSame(made.get(), wanted));
    }

    /** A swipe is compared by its direction, all else wholly. */
    private static boolean isSame(Action made, Action wanted) {
        return made instanceof Action.Swipe one && wanted instanceof Action.Swipe other
                ? one.direction() == other.direction()
                : made.equals(wanted);
    }

    private static boolean isInside(Pointing touched, Action action) {
        return at(action).filter(touched.target()::contains).isPresent();
    }

    /** Returns what is to be touched, which an answer says last. */
    private static Optional<Pointing> touched(Turn turn) {
        List<Pointing> pointings = turn.pointings();
        return action(turn.answer())
                .flatMap(ActTask::at)
                .map(it -> pointings.get(pointings.size() - 1));
    }

    private static Optional<Point2D> at(Action action) {
        if (action instanceof Action.Tap tap) {
            return Optional.of(new Point2D.Double(tap.at().x(), tap.at().y()));
        }
        return action instanceof Action.LongPress press
                ? Optional.of(new Point2D.Double(press.at().x(), press.at().y()))
                : Optional.empty();
    }

    private static Optional<Action> action(String reply) {
        return FORM.reader().read(reply, SIDE, SIDE) instanceof Reading.Read read
                ? Optional.of(read.action())
                : Optional.empty();
    }

    @Override
    protected Map<String, Amount> measure(Turn turn, String given) {
        Map<String, Amount> measured = super.measure(turn, given);
        Optional<Action> made = action(given);
        touched(turn)
                .ifPresent(
                        it ->
                                measured.put(
                                        Grounding.INSIDE.name(),
                                        Amount.of(
                                                made.filter(action -> isInside(it, action))
                                                        .isPresent())));
        boolean exact = PROFILE.match(made, step(turn)).exact() > 0;
        measured.put(PUBLISHED.name(), Amount.of(exact));
        return measured;
    }

    private static EpisodeStep step(Turn turn) {
        List<Area> areas =
                touched(turn).stream()
                        .map(
                                it ->
                                        new Area(
                                                it.target().getX(),
                                                it.target().getY(),
                                                it.target().getWidth(),
                                                it.target().getHeight()))
                        .toList();
        return new EpisodeStep(
                "",
                "",
                "",
                Screenshot.of(Path.of("screen.png")),
                SIDE,
                SIDE,
                action(turn.answer()).orElseThrow(),
                areas,
                ScreenTree.NONE);
    }

    @Override
    protected List<String> parts(Turn turn) {
        ActionKind kind = action(turn.answer()).orElseThrow().kind();
        return List.of(
                switch (kind) {
                    case TAP, LONG_PRESS -> "touch";
                    case TYPE, ANSWER -> "write";
                    case OPEN_APP -> "open";
                    case DONE, INFEASIBLE -> "end";
                    default -> "move";
                });
    }

    /** The checkpoint says that it is asked in few words. */
    @Override
    public Map<String, String> configurations() {
        return Map.of(
                ModelFolder.CONFIG,
                "{\"mingle\": {\"act_prompt\": \"%s\"}}".formatted(PromptStyle.COMPACT.label()));
    }

    @Override
    public List<String> words() {
        return Corpus.grown();
    }
}

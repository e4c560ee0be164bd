package io.mingle.trainer.internal.acting;

import io.mingle.api.gui.Action;
import io.mingle.gui.action.PromptStyle;
import io.mingle.gui.simulator.PhoneSetup;
import io.mingle.gui.simulator.goal.Goal;
import io.mingle.gui.simulator.goal.Goals;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.Split;
import io.mingle.gui.simulator.ui.Dialog;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.gui.simulator.ui.Ui;
import io.mingle.gui.trajectory.Review;
import io.mingle.gui.trajectory.Trajectories;
import io.mingle.gui.trajectory.Trajectory;
import io.mingle.gui.trajectory.TrajectoryStep;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Quote;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Screens on the way to goals, with what is to be done next, as the agent asks and as it reads. A
 * screen that several ways lead over is asked about for each of them; questions about what is on it
 * fill up.
 *
 * @param split of the phones
 * @param languages of the phones, one or more
 * @param style how the model is asked
 * @param questions how many there are about a screen in all
 * @param longest ways to goals have so many actions at most
 * @param practice whether steps that are hard to learn come more often than they do on the ways,
 *     and goals are worded more freely
 */
record ActSource(
        Split split,
        List<Language> languages,
        PromptStyle style,
        int questions,
        int longest,
        boolean practice)
        implements PictureSource {

    /** Goals on a phone whose ways may share screens. */
    private static final int TOGETHER = 4;

    /** In how many of a hundred goals something may come uninvited. */
    private static final int DISTURBED = 40;

    /** How often one goes astray where one can. */
    private static final double MISTAKES = 0.15;

    /** Ways of so many actions come first in a training: an app, perhaps a touch, and the end. */
    private static final int SHORT = 3;

    /** For so many batches. */
    private static final long EASY = 400;

    private static final String PLACE = "(x=";

    @Override
    public PictureSource at(long batch) {
        return batch < EASY
                ? new ActSource(
                        split, languages, style, questions, Math.min(longest, SHORT), practice)
                : this;
    }

    @Override
    public Size typical(SplittableRandom random) {
        return ScreenSource.typical(random, split);
    }

    @Override
    public Sample draw(SplittableRandom random, int width, int height) {
        Random choices = new Random(random.nextLong());
        while (true) {
            PhoneSetup setup = ScreenSource.setup(choices, languages, split, width, height);
            List<Trajectory> ways = ways(choices, setup);
            if (!ways.isEmpty()) {
                Optional<TrajectoryStep> step = step(choices, ways.get(0));
                if (step.isPresent()) {
                    return sample(choices, step.get(), ways);
                }
            }
        }
    }

    /** The ways that pass the review: those of one goal that may be disturbed, or of several. */
    private List<Trajectory> ways(Random random, PhoneSetup setup) {
        List<Goal> goals =
                random.nextInt(100) < DISTURBED
                        ? List.of(Goals.draw(random, setup))
                        : Goals.together(random, setup, TOGETHER);
        double mistakes = goals.size() == 1 ? MISTAKES : 0;
        return goals.stream()
                .filter(it -> it.shortest() <= longest)
                .map(it -> Trajectories.of(it, random, mistakes))
                .filter(it -> Review.problem(it).isEmpty())
                .map(it -> practice ? GoalWording.of(it, random) : it)
                .toList();
    }

    /** Mistakes are not learnt, what mends them is. */
    private Optional<TrajectoryStep> step(Random random, Trajectory way) {
        List<TrajectoryStep> right = way.steps().stream().filter(it -> !it.mistake()).toList();
        List<TrajectoryStep> drawn =
                practice
                        ? right.stream()
                                .flatMap(it -> Collections.nCopies(often(it), it).stream())
                                .toList()
                        : right;
        return drawn.isEmpty()
                ? Optional.empty()
                : Optional.of(drawn.get(random.nextInt(drawn.size())));
    }

    /**
     * Each way has a first and a last step, which are soon known; texts are written on few, and few
     * end with something that is read.
     */
    private static int often(TrajectoryStep step) {
        return switch (step.action().kind()) {
            case OPEN_APP, DONE -> 1;
            case TAP -> 2;
            case TYPE -> 6;
            case ANSWER -> 12;
            default -> 4;
        };
    }

    private Sample sample(Random random, TrajectoryStep step, List<Trajectory> ways) {
        ReadableScreen screen = DrawnScreen.of(step.phone(), step.setup()).paint();
        Set<String> asked = new HashSet<>();
        List<Turn> turns = new ArrayList<>();
        add(step, screen, asked, turns);
        int most = Math.max(1, questions - 1);
        for (Trajectory way : ways) {
            for (TrajectoryStep other : way.steps()) {
                if (turns.size() < most && shows(other.phone(), step.phone())) {
                    add(other, screen, asked, turns);
                }
            }
        }
        turns.addAll(new ScreenQuestions(screen).ask(random, questions - turns.size()));
        return screen.sample(turns);
    }

    private void add(
            TrajectoryStep step, ReadableScreen screen, Set<String> asked, List<Turn> turns) {
        Turn turn = turn(step, screen);
        if (asked.add(turn.question())) {
            turns.add(turn);
        }
    }

    /** What is touched stands last in a reply. */
    private Turn turn(TrajectoryStep step, ReadableScreen screen) {
        String reply = step.reply();
        String prompt = step.prompt(style);
        List<Pointing> pointings = new ArrayList<>(screen.read(prompt, reply));
        int place = reply.lastIndexOf(PLACE) + PLACE.length();
        target(step.action(), screen.screen())
                .map(it -> screen.screen().pointing(it, place, reply.indexOf(')', place)))
                .ifPresent(pointings::add);
        return new Turn(prompt, reply, pointings, Quote.of(prompt, reply), screen.sought(prompt));
    }

    private static Optional<Placed> target(Action action, DrawnScreen screen) {
        if (action instanceof Action.Tap tap) {
            return Optional.ofNullable(screen.touched(tap.at()));
        }
        return action instanceof Action.LongPress press
                ? Optional.ofNullable(screen.touched(press.at()))
                : Optional.empty();
    }

    /** Tells whether two phones look the same. */
    private static boolean shows(Phone one, Phone other) {
        Ui ui = one.ui();
        Ui its = other.ui();
        return ui.tick() == its.tick()
                && ui.stack().equals(its.stack())
                && ui.scroll() == its.scroll()
                && ui.focus().equals(its.focus())
                && ui.drafts().equals(its.drafts())
                && ui.dialog().map(Dialog::text).equals(its.dialog().map(Dialog::text))
                && ui.banner().isEmpty()
                && its.banner().isEmpty()
                && one.state().equals(other.state());
    }
}

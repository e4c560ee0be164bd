package io.mingle.trainer.internal.video;

import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.data.ClipSource;
import io.mingle.trainer.data.Corpus;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.picture.ClipTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Watching shapes move: where to, in which order, how many, when. */
@Component(service = Task.class)
public final class WatchTask extends ClipTask {

    /** Right, or the frame before or behind: two frames become one patch. */
    private static final Figure NEAREST = Figure.share("nearest frame");

    /** The common part of both times, of all that either names. */
    private static final Figure OVERLAP = Figure.mean("time IoU");

    private static final Pattern SPAN =
            Pattern.compile("(\\d{1,6}\\.?\\d{0,3}) - (\\d{1,6}\\.?\\d{0,3})");

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public String description() {
        return "4 to 16 frames of moving shapes: direction, order, count, when";
    }

    @Override
    protected ClipSource practice(Setup setup) {
        return new MovingShapes(false);
    }

    @Override
    protected Map<String, ClipSource> examination(Setup setup) {
        Map<String, ClipSource> groups = new LinkedHashMap<>();
        groups.put("known", new MovingShapes(false));
        groups.put("held out", new MovingShapes(true));
        return groups;
    }

    @Override
    public List<Figure> metric() {
        return List.of(Score.RIGHT, NEAREST, OVERLAP);
    }

    @Override
    protected Map<String, Amount> measure(Turn turn, String given) {
        Map<String, Amount> measured = super.measure(turn, given);
        if (MotionQuestions.sort(turn.question()).equals("when")) {
            measured.put(NEAREST.name(), Amount.of(isNear(turn.answer(), given.strip())));
        }
        if (MotionQuestions.sort(turn.question()).equals("find")) {
            measured.put(OVERLAP.name(), Amount.of(overlap(turn.answer(), given)));
        }
        return measured;
    }

    private static double overlap(String expected, String given) {
        Matcher right = SPAN.matcher(expected);
        Matcher said = SPAN.matcher(given);
        if (!right.find() || !said.find()) {
            return 0;
        }
        double[] one = {Double.parseDouble(right.group(1)), Double.parseDouble(right.group(2))};
        double[] other = {Double.parseDouble(said.group(1)), Double.parseDouble(said.group(2))};
        double common = Math.min(one[1], other[1]) - Math.max(one[0], other[0]);
        double all = Math.max(one[1], other[1]) - Math.min(one[0], other[0]);
        return all > 0 ? Math.max(0, common) / all : 0;
    }

    private static boolean isNear(String expected, String given) {
        return given.matches("\\d{1,6}")
                && Math.abs(Integer.parseInt(expected) - Integer.parseInt(given)) <= 1;
    }

    @Override
    protected List<String> parts(Turn turn) {
        return List.of(MotionQuestions.sort(turn.question()));
    }

    /** Two turns of a round: there is more to learn than of what was learnt first. */
    @Override
    public List<Integer> draws(boolean continued) {
        return List.of(1, 1);
    }

    @Override
    public List<String> words() {
        return Corpus.grown();
    }
}

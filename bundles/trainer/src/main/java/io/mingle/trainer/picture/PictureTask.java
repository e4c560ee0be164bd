package io.mingle.trainer.picture;

import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task that draws pictures and asks about them: a subclass with a name, a description and a
 * source of samples is complete.
 *
 * <p>The model learns the answers, and from the marks and boxes of a sample, where it has some,
 * what each part of the picture shows. It is tried by asking whoever understands pictures, as
 * everybody does.
 */
public abstract class PictureTask implements Task {

    /** Returns the source of what is learnt from. */
    protected abstract PictureSource practice(Setup setup);

    /** Returns the sources of what is asked in an evaluation, by group; all from the same one. */
    protected Map<String, PictureSource> examination(Setup setup) {
        return Map.of("all", practice(setup));
    }

    /** Tells whether an answer is right: as it should be, apart from case and space around. */
    protected boolean isRight(Turn turn, String given) {
        return turn.answer().strip().equalsIgnoreCase(given.strip());
    }

    /**
     * Measures an answer by the figures of the {@link #metric}.
     *
     * @param turn what was asked
     * @param given what the model said
     */
    protected Map<String, Amount> measure(Turn turn, String given) {
        Map<String, Amount> measured = new LinkedHashMap<>();
        measured.put(Score.RIGHT.name(), Amount.of(isRight(turn, given)));
        return measured;
    }

    /** Returns the parts of its group that a question counts in as well. */
    protected List<String> parts(Turn turn) {
        return List.of();
    }

    /** Returns how many tokens an answer has at most when the model is tried. */
    protected int answerTokens() {
        return 48;
    }

    @Override
    public List<Figure> metric() {
        return List.of(Score.RIGHT);
    }

    /** Returns which dense labels its samples have. */
    protected Labelling labelling() {
        return Labelling.DRAWN;
    }

    @Override
    public Objective objective() {
        return new PictureObjective(labelling());
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        return PictureSampler.of(practice(setup), setup);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        return examination(setup).entrySet().stream()
                .<Trial>map(it -> new PictureTrial(this, it.getKey(), it.getValue()))
                .toList();
    }
}

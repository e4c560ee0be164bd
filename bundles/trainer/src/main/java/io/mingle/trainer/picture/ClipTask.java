package io.mingle.trainer.picture;

import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.ClipSource;
import io.mingle.trainer.data.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task that draws short videos and asks about them, as {@link PictureTask} does with pictures: a
 * subclass with a name, a description and a source of clips is complete.
 *
 * <p>It is tried by writing the frames into a folder and asking whoever understands videos.
 */
public abstract class ClipTask implements Task {

    /** Returns the source of what is learnt from. */
    protected abstract ClipSource practice(Setup setup);

    /** Returns the sources of what is asked in an evaluation, by group; all from the same one. */
    protected Map<String, ClipSource> examination(Setup setup) {
        return Map.of("all", practice(setup));
    }

    /** Measures an answer by the figures of the {@link #metric}. */
    protected Map<String, Amount> measure(Turn turn, String given) {
        Map<String, Amount> measured = new LinkedHashMap<>();
        boolean isRight = turn.answer().strip().equalsIgnoreCase(given.strip());
        measured.put(Score.RIGHT.name(), Amount.of(isRight));
        return measured;
    }

    /** Returns the parts of its group that a question counts in as well. */
    protected List<String> parts(Turn turn) {
        return List.of();
    }

    @Override
    public List<Figure> metric() {
        return List.of(Score.RIGHT);
    }

    @Override
    public Objective objective() {
        return new PictureObjective(Labelling.DRAWN);
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        return ClipSampler.of(practice(setup), setup);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        return examination(setup).entrySet().stream()
                .<Trial>map(it -> new ClipTrial(this, it.getKey(), it.getValue()))
                .toList();
    }
}

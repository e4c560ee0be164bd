package io.mingle.trainer.internal.document;

import io.mingle.api.training.Figure;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.Corpus;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.picture.PictureTask;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Answering questions about bar and line charts, directly and by programs of one line. It is tried
 * through the service that reads charts, which runs the programs.
 */
@Component(service = Task.class)
public final class ChartTask extends PictureTask {

    @Override
    public String name() {
        return "chart";
    }

    @Override
    public String description() {
        return "bar and line charts: the value of, the largest, the difference, directly and by a"
                + " program";
    }

    @Override
    protected PictureSource practice(Setup setup) {
        return Groups.practice(setup, Charts::new);
    }

    @Override
    public List<Figure> metric() {
        return List.of(ChartTrial.RELAXED);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        return Groups.examination(setup, Charts::new).entrySet().stream()
                .<Trial>map(it -> new ChartTrial(it.getKey(), it.getValue()))
                .toList();
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

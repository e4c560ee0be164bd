package io.mingle.trainer.internal.document;

import io.mingle.api.training.Figure;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.Labels;
import io.mingle.trainer.picture.Labelling;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Answering questions about bar and line charts, directly and by programs of one line. It is tried
 * through the service that reads charts, which runs the programs.
 */
@Component(service = Task.class)
public final class ChartTask extends DocumentTask<Charts> {

    @Override
    public String name() {
        return "chart";
    }

    @Override
    public String description() {
        return "bar and line charts: the value of, the largest, the difference, directly and by a"
                + " program";
    }

    /** The kinds are the numbers themselves: how much it is where a bar ends. */
    @Override
    protected Labelling labelling() {
        return new Labelling("chart", Labels.count(), Chart.LARGEST + 1, true);
    }

    @Override
    Groups.Drawing<Charts> drawing() {
        return Charts::new;
    }

    @Override
    public List<Figure> metric() {
        return List.of(ChartTrial.RELAXED);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        return groups(setup).entrySet().stream()
                .<Trial>map(it -> new ChartTrial(it.getKey(), it.getValue()))
                .toList();
    }
}

package io.mingle.trainer.internal.drawing;

import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import java.util.List;
import java.util.SplittableRandom;
import org.osgi.service.component.annotations.Component;

/** Drawing coloured shapes from words. */
@Component(service = Task.class)
public final class DrawTask extends FlowTask {

    @Override
    public String name() {
        return "draw";
    }

    @Override
    public String description() {
        return "one to four coloured shapes from words: how many, which colour, where";
    }

    @Override
    protected DrawingExample example(SplittableRandom random) {
        return DrawingExample.drawn(random);
    }

    @Override
    protected boolean edits() {
        return false;
    }

    /** What begins with noise alone takes longest to learn. */
    @Override
    public List<Integer> draws(boolean continued) {
        return List.of(1, 1);
    }

    @Override
    public List<Figure> metric() {
        return List.of(Score.RIGHT, DrawTrial.SEEN);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        return List.of(new DrawTrial());
    }
}

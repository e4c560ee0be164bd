package io.mingle.trainer.internal.drawing;

import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import java.util.List;
import java.util.SplittableRandom;
import org.osgi.service.component.annotations.Component;

/** Changing pictures of coloured shapes as told. */
@Component(service = Task.class)
public final class EditTask extends FlowTask {

    @Override
    public String name() {
        return "edit";
    }

    @Override
    public String description() {
        return "pictures of coloured shapes: another colour, another shape, one more, one less";
    }

    @Override
    protected DrawingExample example(SplittableRandom random) {
        return DrawingExample.edited(random);
    }

    @Override
    protected boolean edits() {
        return true;
    }

    @Override
    public List<Figure> metric() {
        return List.of(Score.RIGHT, EditTrial.UNCHANGED);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        return List.of(new EditTrial());
    }
}

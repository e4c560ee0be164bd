package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.Task;
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
}

package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.Task;
import java.util.SplittableRandom;
import org.osgi.service.component.annotations.Component;

/** Seeing by drawing over a picture: what is meant, classes, instances, depth, boxes, edges. */
@Component(service = Task.class)
public final class SegmentTask extends FlowTask {

    @Override
    public String name() {
        return "segment";
    }

    @Override
    public String description() {
        return "what is where, painted over pictures of coloured shapes: what is meant, classes,"
                + " instances, depth, boxes, edges";
    }

    @Override
    protected DrawingExample example(SplittableRandom random) {
        return DrawingExample.seen(random);
    }

    @Override
    protected boolean edits() {
        return true;
    }
}

package io.mingle.trainer.internal.drawing;

import io.mingle.api.training.Figure;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
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

    /** The checkpoint says what it has learnt to mark with. */
    @Override
    public Map<String, String> configurations() {
        Map<String, String> all = new TreeMap<>(super.configurations());
        String config = all.get(CONFIG).strip();
        all.put(
                CONFIG,
                "%s, \"image_gen_marks\": \"%06x, %06x\"}"
                        .formatted(
                                config.substring(0, config.length() - 1),
                                Sight.TINT,
                                Sight.OTHER_TINT));
        return all;
    }

    @Override
    protected boolean edits() {
        return true;
    }

    @Override
    public List<Figure> metric() {
        return List.of(
                MaskTrial.OVERLAP,
                MaskTrial.OF_CLASSES,
                MaskTrial.QUALITY,
                DepthTrial.OFF,
                BoxesTrial.BALANCE,
                EdgesTrial.BALANCE);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        return List.of(
                new MaskTrial(Sight.Sort.REFERRING),
                new MaskTrial(Sight.Sort.CLASSES),
                new MaskTrial(Sight.Sort.INSTANCES),
                new DepthTrial(),
                new BoxesTrial(),
                new EdgesTrial());
    }
}

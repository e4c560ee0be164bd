package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What drawing, editing and seeing by drawing have in common. */
abstract class FlowTask implements Task {

    /** The configuration of the model itself. */
    static final String CONFIG = "config.json";

    /** Draws an example to learn from. */
    protected abstract DrawingExample example(SplittableRandom random);

    /** Tells whether pictures are edited. */
    protected abstract boolean edits();

    @Override
    public Objective objective() {
        return new FlowObjective(edits());
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        return FlowSampler.of(this::example, setup);
    }

    @Override
    public Map<String, String> configurations() {
        return blueprints();
    }

    /** What those who draw are made of. */
    static Map<String, String> blueprints() {
        Map<String, String> all = new TreeMap<>();
        all.put(CONFIG, "{\"image_gen_resolutions\": [[%s, %1$s]]}".formatted(DrawingExample.SIDE));
        for (String file :
                new String[] {
                    "vae/config.json",
                    "transformer/config.json",
                    "connector/config.json",
                    "scheduler/scheduler_config.json"
                }) {
            all.put(file, Blueprints.read(file));
        }
        return all;
    }
}

package io.mingle.trainer.internal.drawing;

import io.mingle.api.training.Figure;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Component;

/** Understanding what is to be changed or marked, before {@code edit} and {@code segment}. */
@Component(service = Task.class)
public final class PromptTask implements Task {

    private static final int ROOM = 32;

    /** Of five prompts, how many ask for a change: they say more than those that mark. */
    private static final int CHANGES = 4;

    private static final int ALL = 5;

    @Override
    public String name() {
        return "prompt";
    }

    @Override
    public String description() {
        return "what prompts say beside a picture, as query tokens; before edit and segment";
    }

    @Override
    public Objective objective() {
        return new PromptObjective();
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        return new Prompts(new PromptBatches(setup));
    }

    @Override
    public List<Figure> metric() {
        return List.of(Figure.mean("said"));
    }

    @Override
    public Map<String, String> configurations() {
        return FlowTask.blueprints();
    }

    private record Prompts(PromptBatches batches) implements Sampler<DrawingExample> {

        @Override
        public Supplier<DrawingExample> examples(SplittableRandom random) {
            return () ->
                    random.nextInt(ALL) < CHANGES
                            ? DrawingExample.edited(random)
                            : DrawingExample.seen(random);
        }

        @Override
        public int room(DrawingExample one) {
            return ROOM;
        }

        @Override
        public Batch batch(List<DrawingExample> drawn) {
            Batch.Builder batch = Batch.of(drawn.size());
            batches.add(drawn, Collections.nCopies(drawn.size(), true), batch);
            return batch.build();
        }
    }
}

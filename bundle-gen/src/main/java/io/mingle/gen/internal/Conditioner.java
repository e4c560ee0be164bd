package io.mingle.gen.internal;

import io.mingle.api.error.BrokenModelException;
import io.mingle.tensor.Owned;
import io.mingle.tensor.Scheduler;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.HiddenStates;
import io.mingle.thinker.Input;
import java.util.List;

/** Makes conditions of words and pictures: the thinker's states, then the connector's. */
final class Conditioner {

    private final LoadedGenerator generator;
    private final HiddenStates thinker;
    private final Scheduler scheduler;
    private final long request;

    Conditioner(
            LoadedGenerator generator, HiddenStates thinker, Scheduler scheduler, long request) {
        this.generator = generator;
        this.thinker = thinker;
        this.scheduler = scheduler;
        this.request = request;
    }

    /**
     * Returns what is told of an instruction. The thinker reads it once, whatever guidance compares
     * and however many pictures are made of it.
     *
     * @param owned gets what is returned
     */
    Told told(List<Input> instruction, Owned owned) {
        try (Owned queries = new Owned(scheduler)) {
            List<Tensor> blocks =
                    scheduler.call(request, () -> generator.condition().run("queries"));
            blocks.forEach(queries::add);
            Tensor states = queries.add(thinker.ofQueries(instruction, blocks));
            Told told = told(owned, "condition", states);
            requireFinite(told);
            return told;
        }
    }

    /** Returns what is told where words do not count. */
    Told nothing(Owned owned) {
        return told(owned, "no_condition");
    }

    private Told told(Owned owned, String method, Object... arguments) {
        List<Tensor> made =
                scheduler.call(request, () -> generator.condition().run(method, arguments));
        made.forEach(owned::add);
        return new Told(made.get(0), made.get(1));
    }

    private void requireFinite(Told told) {
        boolean finite =
                scheduler.call(
                        request,
                        () -> LoadedGenerator.isFinite(generator.condition(), told.pooled()));
        if (!finite) {
            throw new BrokenModelException(
                    "The model '%s' made of the words what is not a number: weights in connector/ or mlp/, or those of the language model, are damaged. Run `mingle inspect` on it, or fetch it again."
                            .formatted(generator.folder().model().name()));
        }
    }
}

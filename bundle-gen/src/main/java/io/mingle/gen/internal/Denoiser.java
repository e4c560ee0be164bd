package io.mingle.gen.internal;

import io.mingle.api.drawing.Guidance;
import io.mingle.api.error.BrokenModelException;
import io.mingle.gen.network.PositionTable;
import io.mingle.gen.sampling.GuidanceFormula;
import io.mingle.tensor.LoadedProgram;
import io.mingle.tensor.Owned;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Makes latents of noise, step by step. Where pictures are small, all that a step compares is
 * evaluated at once.
 */
final class Denoiser {

    /** Hears of each step. */
    interface Listener {

        /**
         * Called on the calling thread.
         *
         * @param step how many are done
         * @param preview what it is heading for, a small latent; null if none was wanted now
         */
        void done(int step, Tensor preview);
    }

    /** Rows up to which all that is compared is evaluated at once. */
    private static final int TOGETHER = 4096;

    /** Places of a side of a preview's latent. */
    private static final int PREVIEW = 32;

    private final LoadedGenerator generator;
    private final TensorRuntime runtime;
    private final long request;
    private final Plan plan;
    private final KeptPlaces kept;
    private final Branches guided;
    private final Branches plain;
    private final Tensor places;
    private final Tensor referencePlaces;
    private final Tensor scales;
    private final float[] sigmas;
    private final Evaluator evaluator;

    /**
     * Prepares what is the same for all pictures.
     *
     * @param reference the latent of the picture that is edited; null for none
     * @param kept what of it stays; null for nothing
     * @param owned gets the tensors
     */
    Denoiser(
            LoadedGenerator generator,
            TensorRuntime runtime,
            long request,
            Plan plan,
            Told words,
            Told nothing,
            Tensor reference,
            KeptPlaces kept,
            Owned owned) {
        this.generator = generator;
        this.runtime = runtime;
        this.request = request;
        this.plan = plan;
        this.kept = kept;
        GeneratorFolder folder = generator.folder();
        Guidance guidance = plan.guidance();
        boolean beside = reference != null;
        Tensor empty =
                beside ? tensor(new float[count()], folder.latent(plan.size()), owned) : null;
        guided = Branches.of(formula(plan, beside), words, nothing, reference, empty);
        plain = Branches.of(GuidanceFormula.once(beside), words, nothing, reference, empty);
        places = places(PositionTable.Of.NOISE, owned);
        referencePlaces = beside ? places(PositionTable.Of.REFERENCE, owned) : null;
        float[] strengths =
                guided.formula()
                        .scales(guidance.text().getAsDouble(), guidance.image().getAsDouble());
        scales = tensor(strengths, new long[] {strengths.length}, owned);
        evaluator =
                new Evaluator(
                        generator.transformer(),
                        generator.blockRuns(),
                        runtime.scheduler(),
                        request);
        sigmas = folder.schedule().sigmas(plan.steps(), folder.patches(plan.size()));
    }

    /** Returns what is compared in the steps that are guided. */
    static GuidanceFormula formula(Plan plan, boolean beside) {
        Guidance guidance = plan.guidance();
        return GuidanceFormula.of(
                beside,
                guidance.text().getAsDouble(),
                guidance.image().getAsDouble(),
                guidance.mode());
    }

    /** Returns how many branches are evaluated at once. */
    static int together(int rows, int branches) {
        return (long) rows * branches <= TOGETHER ? branches : 1;
    }

    private Tensor places(PositionTable.Of table, Owned owned) {
        GeneratorFolder folder = generator.folder();
        int rows = folder.rows(plan.size());
        int columns = folder.columns(plan.size());
        float[] middle = generator.positions().middle(table, rows, columns);
        return tensor(
                middle,
                new long[] {(long) rows * columns, middle.length / (rows * columns)},
                owned);
    }

    private Tensor tensor(float[] values, long[] shape, Owned owned) {
        return owned.add(onDevice(() -> runtime.of(values, shape)));
    }

    private <T> T onDevice(Callable<T> step) {
        return runtime.scheduler().call(request, step);
    }

    private int count() {
        long count = 1;
        for (long side : generator.folder().latent(plan.size())) {
            count *= side;
        }
        return Math.toIntExact(count);
    }

    /**
     * Denoises.
     *
     * @return the latent, [1, channels, rows, columns]; the caller's to close
     */
    Tensor denoise(long seed, Listener listener) {
        float[] values = Noise.normal(seed, count());
        long[] shape = generator.folder().latent(plan.size());
        LoadedProgram program = generator.transformer();
        try (Owned parts = owned()) {
            Tensor noise = parts.add(onDevice(() -> runtime.of(values, shape)));
            Tensor latent = onDevice(() -> program.runOne("begin", noise));
            for (int step = 0; step < plan.steps(); step++) {
                latent = advanced(latent, noise, step, listener);
            }
            return latent;
        }
    }

    /** Takes the latent over. */
    private Tensor advanced(Tensor latent, Tensor noise, int step, Listener listener) {
        try (Owned parts = owned()) {
            parts.add(latent);
            boolean holds = GuidanceFormula.holds(plan.guidance(), step, plan.steps());
            Branches branches = holds ? guided : plain;
            List<Tensor> velocities = evaluated(latent, step, branches, parts);
            Step made = parts.add(onDevice(() -> step(latent, velocities, noise, step, branches)));
            listener.done(step + 1, made.preview());
            return made.taken();
        }
    }

    private Owned owned() {
        return new Owned(runtime.scheduler());
    }

    /** Returns the velocity of each branch, in one batch or in several. */
    private List<Tensor> evaluated(Tensor latent, int step, Branches branches, Owned parts) {
        float time = generator.folder().schedule().time(sigmas[step]);
        List<Tensor> velocities = new ArrayList<>();
        boolean beside = !branches.references().isEmpty();
        int rows = generator.folder().rows(plan.size());
        int columns = generator.folder().columns(plan.size());
        int together = together(generator.folder().rows(plan.size(), beside), branches.count());
        for (int from = 0; from < branches.count(); from += together) {
            int end = Math.min(from + together, branches.count());
            Given given = new Given(latent, time, branches, from, end);
            velocities.add(parts.add(evaluator.velocities(beside, given, rows, columns)));
        }
        return velocities;
    }

    /** What the transformer is given for some of the branches. */
    private final class Given implements Evaluator.Inputs {

        private final Tensor latent;
        private final float time;
        private final List<Told> told;
        private final List<Tensor> references;

        Given(Tensor latent, float time, Branches branches, int from, int to) {
            this.latent = latent;
            this.time = time;
            this.told = branches.told().subList(from, to);
            this.references =
                    branches.references().isEmpty()
                            ? List.of()
                            : branches.references().subList(from, to);
        }

        @Override
        public <T> T during(Function<Object[], T> call) {
            try (Owned inputs = owned()) {
                Tensor at = inputs.add(runtime.of(new float[] {time}, 1));
                Tensor tokens = inputs.add(stacked(told.stream().map(Told::tokens).toList()));
                Tensor pooled = inputs.add(stacked(told.stream().map(Told::pooled).toList()));
                if (references.isEmpty()) {
                    return call.apply(new Object[] {latent, at, tokens, pooled, places});
                }
                Tensor beside = inputs.add(stacked(references));
                return call.apply(
                        new Object[] {latent, beside, at, tokens, pooled, places, referencePlaces});
            }
        }
    }

    private Tensor stacked(List<Tensor> parts) {
        return generator.transformer().runOne("stacked", parts);
    }

    /** What a step came to. */
    private static final class Step implements AutoCloseable {

        private Tensor latent;
        private final Tensor preview;

        Step(Tensor latent, Tensor preview) {
            this.latent = latent;
            this.preview = preview;
        }

        Tensor preview() {
            return preview;
        }

        Tensor taken() {
            Tensor taken = latent;
            latent = null;
            return taken;
        }

        @Override
        public void close() {
            if (latent != null) {
                latent.close();
            }
            if (preview != null) {
                preview.close();
            }
        }
    }

    private Step step(
            Tensor latent, List<Tensor> velocities, Tensor noise, int step, Branches branches) {
        LoadedProgram program = generator.transformer();
        try (Owned parts = owned()) {
            Tensor velocity = parts.add(guided(velocities, branches, parts));
            requireFinite(velocity, step);
            float by = sigmas[step + 1] - sigmas[step];
            Tensor next = program.runOne("step", latent, velocity, (double) by);
            if (kept != null) {
                parts.add(next);
                next =
                        program.runOne(
                                "kept",
                                next,
                                kept.known(),
                                noise,
                                kept.places(),
                                (double) sigmas[step + 1]);
            }
            try {
                return new Step(next, preview(latent, velocity, step, parts));
            } catch (RuntimeException | Error e) {
                next.close();
                throw e;
            }
        }
    }

    private Tensor guided(List<Tensor> velocities, Branches branches, Owned parts) {
        LoadedProgram program = generator.transformer();
        if (branches.formula().terms().isEmpty()) {
            return stacked(velocities);
        }
        Tensor all = parts.add(stacked(velocities));
        Tensor guided = program.runOne("guide", all, branches.formula().places(), scales);
        double share = plan.guidance().rescale();
        if (share == 0) {
            return guided;
        }
        parts.add(guided);
        return program.runOne("rescale", guided, all, branches.own(), share);
    }

    private Tensor preview(Tensor latent, Tensor velocity, int step, Owned parts) {
        int every = plan.previewEvery();
        // The last one would be the picture itself.
        if (every == 0 || (step + 1) % every != 0 || step + 1 == plan.steps()) {
            return null;
        }
        LoadedProgram program = generator.transformer();
        Tensor clean = parts.add(program.runOne("clean", latent, velocity, (double) sigmas[step]));
        long rows = clean.shape()[2];
        long columns = clean.shape()[3];
        double shrink = Math.max(1, Math.max(rows, columns) / (double) PREVIEW);
        return program.runOne(
                "pooled",
                clean,
                Math.max(1, Math.round(rows / shrink)),
                Math.max(1, Math.round(columns / shrink)));
    }

    private void requireFinite(Tensor velocity, int step) {
        if (!LoadedGenerator.isFinite(generator.transformer(), velocity)) {
            throw new BrokenModelException(
                    "The picture generator of the model '%s' computed what is not a number in step %s of %s: weights in transformer/ are damaged. Run `mingle inspect` on it, or fetch it again."
                            .formatted(generator.folder().model().name(), step + 1, plan.steps()));
        }
    }
}

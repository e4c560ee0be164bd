package io.mingle.trainer.internal.learn;

import io.mingle.model.TensorEntry;
import io.mingle.nn.Parameter;
import io.mingle.nn.Role;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an earlier training came to, as the start of one that has more to learn.
 *
 * <ul>
 *   <li>A layer that was added to a network changes nothing at first: the products that end its
 *       branches are zero (Chen, Goodfellow, Shlens, Net2Net, 2016, for layers with residuals).
 *   <li>A vocabulary that has grown keeps its rows, of embeddings, logits and their moments; new
 *       rows start from nothing.
 *   <li>A network or head that was not there starts from nothing, and so does a head of another
 *       shape.
 *   <li>What was frozen, or comes from a model without a training's state, has no moments yet.
 * </ul>
 */
final class EarlierState implements Learner.State {

    private static final Pattern LAYER = Pattern.compile("(.*\\.(?:blocks|layers)\\.)(\\d+)\\.");

    private final SavedState saved;
    private final TrainingProgram program;
    private final RandomStart fresh;

    EarlierState(SavedState saved, TrainingProgram program, RandomStart fresh) {
        this.saved = saved;
        this.program = program;
        this.fresh = fresh;
        boolean further =
                program.parameters().stream()
                        .filter(it -> !program.isHead(it))
                        .allMatch(program::isInFolder);
        if (!further && !saved.hasAnyOf(program.parameters())) {
            throw saved.refusal(Learner.WEIGHTS, program.parameters().get(0));
        }
    }

    @Override
    public float[] of(String list, Parameter parameter) {
        TensorEntry weights = saved.entry(Learner.WEIGHTS, parameter);
        if (weights == null && lacksLayerOf(parameter)) {
            return fresh.idle().of(list, parameter);
        }
        if (isNew(weights, parameter)) {
            return fresh.of(list, parameter);
        }
        if (weights == null || !fits(weights, parameter)) {
            throw saved.refusal(list, parameter);
        }
        TensorEntry entry = saved.entry(list, parameter);
        if (entry == null) {
            return absent(list, parameter);
        }
        float[] values = saved.values(entry);
        float[] start = fresh.of(list, parameter);
        System.arraycopy(values, 0, start, 0, values.length);
        return start;
    }

    private boolean isNew(TensorEntry weights, Parameter parameter) {
        if (program.isHead(parameter)) {
            return weights == null || !Arrays.equals(weights.shape(), parameter.shape());
        }
        return !saved.hasAnyOf(program.network(parameter));
    }

    /** Averages begin with the weights, moments with nothing; states had no counts once. */
    private float[] absent(String list, Parameter parameter) {
        if (list.equals(Learner.AVERAGES)) {
            return of(Learner.WEIGHTS, parameter);
        }
        return list.equals(Learner.COUNTS) && saved.entry("m", parameter) != null
                ? saved.of(list, parameter)
                : Learner.zeros(list, parameter);
    }

    private static boolean fits(TensorEntry weights, Parameter parameter) {
        long[] before = weights.shape();
        long[] now = parameter.shape();
        boolean vocabulary = parameter.role() == Role.EMBEDDING || parameter.role() == Role.HEAD;
        return Arrays.equals(before, now)
                || vocabulary
                        && before.length == now.length
                        && before[0] < now[0]
                        && Arrays.equals(before, 1, before.length, now, 1, now.length);
    }

    /**
     * Tells whether a parameter is of a layer that the state lacks, though it has others of them.
     */
    private boolean lacksLayerOf(Parameter parameter) {
        Matcher layer = LAYER.matcher(parameter.name());
        return layer.lookingAt()
                && !has(layer.group(1), layer.group(2))
                && has(layer.group(1), "0");
    }

    private boolean has(String layers, String number) {
        String prefix = layers + number + ".";
        return saved.tensors().keySet().stream()
                .anyMatch(
                        name ->
                                name.startsWith(prefix)
                                        || name.startsWith(Learner.WEIGHTS + "." + prefix));
    }
}

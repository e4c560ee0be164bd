package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Parameter.Start;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Weights that a checkpoint holds as directions and lengths: {@code g v / ‖v‖} for each row of the
 * first axis (T. Salimans, D. Kingma, Weight Normalization, 2016), in float32.
 *
 * @param lengths the name of g
 * @param directions the name of v
 */
public record WeightNorm(String lengths, String directions) {

    /** As torch.nn.utils.weight_norm names them. */
    public static final WeightNorm HOOKED = new WeightNorm("weight_g", "weight_v");

    /** As torch.nn.utils.parametrizations.weight_norm names them. */
    public static final WeightNorm PARAMETRIZED =
            new WeightNorm(
                    "parametrizations.weight.original0", "parametrizations.weight.original1");

    /** Declares both, and returns what writes the weight that they stand for. */
    Function<Body, Value> declare(Scope scope, long... shape) {
        long[] rows = new long[shape.length];
        Arrays.fill(rows, 1);
        rows[0] = shape[0];
        Start start = scope.isBranchEnd() ? Start.BRANCH_LENGTH : Start.ONES;
        Weight g = scope.weight(lengths, Role.NORM, start, rows);
        Weight v = scope.weight(directions, Role.CONVOLUTION, shape);
        return body -> body.call("torch._weight_norm", body.wide(v), body.wide(g), 0);
    }
}

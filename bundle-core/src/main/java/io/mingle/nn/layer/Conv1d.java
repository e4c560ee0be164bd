package io.mingle.nn.layer;

import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;

/**
 * A convolution over time with zeros around it, half as many as it is wide: [1, inputs, rows] → [1,
 * outputs, rows / stride], rounded up where {@code width} is odd. Its parameters are {@code weight}
 * [outputs, inputs, width] and {@code bias} [outputs].
 */
public final class Conv1d implements Layer {

    private final Weight weight;
    private final Weight bias;
    private final int stride;

    /** Declares a convolution. */
    public Conv1d(Scope scope, int inputs, int outputs, int width, int stride) {
        weight = scope.weight("weight", Role.CONVOLUTION, outputs, inputs, width);
        bias = scope.weight("bias", Role.BIAS, outputs);
        this.stride = stride;
    }

    @Override
    public Value apply(Value x) {
        return x.call("self.convolve", weight, bias, stride);
    }
}

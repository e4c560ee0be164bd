package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A convolution over time or over a picture, one {@link Window} for each axis: [batch, inputs, ..]
 * → [batch, outputs, ..] (V. Dumoulin, F. Visin, A guide to convolution arithmetic for deep
 * learning, 2016).
 *
 * <p>Its parameters are {@code weight} [outputs, inputs / groups, widths] and perhaps {@code bias}
 * [outputs]. One that is transposed goes from results back to places, and has {@code weight}
 * [inputs, outputs, widths]. Of a normed weight there is what its {@link WeightNorm} names.
 */
public final class Convolution implements Layer {

    private final Function<Body, ?> weight;
    private final Optional<Weight> bias;
    private final List<Window> axes;
    private final boolean transposed;
    private final int groups;

    private Convolution(
            Function<Body, ?> weight,
            Optional<Weight> bias,
            boolean transposed,
            int groups,
            Window... axes) {
        this.weight = weight;
        this.bias = bias;
        this.transposed = transposed;
        this.groups = groups;
        this.axes = List.of(axes);
    }

    /** Declares a convolution without a bias. */
    public static Convolution of(Scope scope, int inputs, int outputs, Window... axes) {
        return new Convolution(
                weight(scope, shape(outputs, inputs, axes)), Optional.empty(), false, 1, axes);
    }

    /** Declares a convolution with a bias. */
    public static Convolution biased(Scope scope, int inputs, int outputs, Window... axes) {
        return grouped(scope, 1, inputs, outputs, axes);
    }

    /**
     * Declares a convolution, with a bias, whose channels are parted into groups that see nothing
     * of one another; depthwise if there are as many groups as channels.
     */
    public static Convolution grouped(
            Scope scope, int groups, int inputs, int outputs, Window... axes) {
        if (inputs % groups != 0 || outputs % groups != 0) {
            throw new IllegalArgumentException(
                    "A convolution of %s groups was given %s inputs and %s outputs. Give multiples of the groups."
                            .formatted(groups, inputs, outputs));
        }
        return new Convolution(
                weight(scope, shape(outputs, inputs / groups, axes)),
                bias(scope, outputs),
                false,
                groups,
                axes);
    }

    /** Declares a convolution with a bias, whose weight is normed. */
    public static Convolution normed(
            Scope scope, WeightNorm norm, int inputs, int outputs, Window... axes) {
        return new Convolution(
                norm.declare(scope, shape(outputs, inputs, axes)),
                bias(scope, outputs),
                false,
                1,
                axes);
    }

    /** Declares a transposed convolution with a bias. */
    public static Convolution transposed(Scope scope, int inputs, int outputs, Window... axes) {
        return new Convolution(
                weight(scope, shape(inputs, outputs, axes)), bias(scope, outputs), true, 1, axes);
    }

    /** Declares a transposed convolution with a bias, whose weight is normed. */
    public static Convolution transposedNormed(
            Scope scope, WeightNorm norm, int inputs, int outputs, Window... axes) {
        return new Convolution(
                norm.declare(scope, shape(inputs, outputs, axes)),
                bias(scope, outputs),
                true,
                1,
                axes);
    }

    private static Function<Body, ?> weight(Scope scope, long... shape) {
        Weight weight = scope.weight("weight", Role.CONVOLUTION, shape);
        return body -> weight;
    }

    private static Optional<Weight> bias(Scope scope, int outputs) {
        return Optional.of(scope.weight("bias", Role.BIAS, outputs));
    }

    private static long[] shape(int first, int second, Window... axes) {
        return LongStream.concat(
                        LongStream.of(first, second), Stream.of(axes).mapToLong(Window::width))
                .toArray();
    }

    @Override
    public Value apply(Value x) {
        if (transposed) {
            return cut(convolve(x, Collections.nCopies(axes.size(), 0)));
        }
        boolean even = axes.stream().allMatch(axis -> axis.before() == axis.after());
        return even
                ? convolve(x, each(Window::before))
                : convolve(padded(x), Collections.nCopies(axes.size(), 0));
    }

    private Value convolve(Value x, List<Integer> padding) {
        return x.call(
                "self.convolve",
                weight.apply(x.body()),
                bias.orElse(null),
                each(Window::stride),
                padding,
                each(Window::dilation),
                transposed,
                groups);
    }

    private Value padded(Value x) {
        List<Integer> sides = new ArrayList<>();
        for (int i = axes.size() - 1; i >= 0; i--) {
            sides.add(axes.get(i).before());
            sides.add(axes.get(i).after());
        }
        return x.call("torch.constant_pad_nd", sides);
    }

    private Value cut(Value x) {
        Value rest = x;
        for (int i = 0; i < axes.size(); i++) {
            Window axis = axes.get(i);
            if (axis.before() + axis.after() > 0) {
                Value length = rest.size(i + 2).minus(axis.before() + axis.after());
                rest = rest.narrow(i + 2, axis.before(), length);
            }
        }
        return rest;
    }

    private List<Integer> each(ToIntFunction<Window> of) {
        return axes.stream().mapToInt(of).boxed().toList();
    }
}

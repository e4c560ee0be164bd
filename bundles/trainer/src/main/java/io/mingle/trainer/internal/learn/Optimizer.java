package io.mingle.trainer.internal.learn;

import io.mingle.nn.Body;
import io.mingle.nn.Method;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameter;
import io.mingle.nn.Role;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import io.mingle.tensor.ProgramSource;
import io.mingle.trainer.ParameterGroup;
import io.mingle.trainer.ParameterGroup.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The part of the training program that changes the weights.
 *
 * <p>Products within the networks go a step along the orthogonalised momentum (K. Jordan and
 * others, Muon, 2024, scaled to the size of AdamW's steps after J. Liu and others, Muon is Scalable
 * for LLM Training, 2025), and all else, the embeddings, routers, heads, norms and biases, by AdamW
 * (I. Loshchilov, F. Hutter, Decoupled Weight Decay Regularization, 2019). Only matrices decay.
 *
 * <p>What has no gradient in an update, as an expert that no token went to or the router of a
 * modality that did not occur, stays as it is, moments included: an orthogonalised momentum is as
 * long as ever, however long ago its last gradient was. The moments' bias is therefore corrected by
 * the number of updates in which the parameter had one.
 *
 * <p>Gradients {@code g}, moments {@code m} and {@code v} and counts {@code t} are there for what
 * learns alone, in the order of the weights {@code w}; averages {@code e} for those groups that
 * have one.
 */
final class Optimizer {

    private static final double MOMENTUM = 0.95;
    private static final double DECAY_FIRST = 0.9;
    private static final double DECAY_SECOND = 0.98;
    private static final double CLIP = 1.0;

    private final List<Parameter> parameters;
    private final List<ParameterGroup> groups;
    private final List<Integer> learning;

    /**
     * @param groups of the parameters
     * @param learning the places of those that learn
     */
    Optimizer(List<Parameter> parameters, List<ParameterGroup> groups, List<Integer> learning) {
        this.parameters = parameters;
        this.groups = groups;
        this.learning = learning;
    }

    /**
     * Adds {@code update(inputs)}: inputs are what is to be done, {@link Settings}, and each lane's
     * gradients.
     */
    Method addTo(ProgramSource.Builder program, Methods methods) {
        for (String list : List.of("m", "v", "t", "e")) {
            program.tensors(list);
        }
        Method orthogonal = methods.add("orthogonal", Optimizer::orthogonal);
        Method total = methods.add("total_gradients", Optimizer::total);
        return methods.add("update", body -> update(body, orthogonal, total));
    }

    /** What the lanes are told of an update. */
    record Settings(double rate, int lane, int lanes) {

        float[] values() {
            return new float[] {(float) rate, lane, lanes};
        }
    }

    /** The nearest matrix whose rows, or columns, are orthonormal, by five Newton–Schulz steps. */
    private static Value orthogonal(Body body) {
        Value g = body.tensor("g");
        Value flat = g.flatten(1, -1).named("flat");
        Value tall = body.expression(Type.BOOL, "%s > %s", flat.size(0), flat.size(1));
        Value wide = body.when(tall, () -> flat.call("torch.t"), () -> flat);
        Value size = body.call("torch.sqrt", wide.size(1)).times(0.2).named("size");
        Value length = wide.call("torch.norm").plus(1e-7);
        Value unit = wide.over(length).to(body.precision().activations());
        Value near =
                body.loop(
                        5,
                        unit,
                        (i, x) -> {
                            Value a = x.call("torch.matmul", x.call("torch.t"));
                            Value b =
                                    a.times(-4.775)
                                            .call(
                                                    "torch.add",
                                                    a.call("torch.matmul", a),
                                                    "alpha=2.0315");
                            return x.times(3.4445).plus(b.call("torch.matmul", x));
                        });
        Value back = body.when(tall, () -> near.call("torch.t"), () -> near);
        Value shape = body.expression(Type.INTS, "torch.size(%s)", g);
        return back.to(DataType.FLOAT32).call("torch.reshape", shape).times(size);
    }

    /** The sums of the lanes' gradients, and their norm. */
    private static Value total(Body body) {
        Value inputs = body.parameter("inputs", Type.TENSORS);
        Value lanes = body.integer("lanes");
        Value count = body.expression(Type.INT, "len(self.g)").named("count");
        Value gradients = body.list().named("gradients");
        Value none = body.call("torch.zeros", List.of(1), "dtype=6").named("none");
        Value squares =
                body.loop(
                        count,
                        none,
                        (i, sum) -> {
                            Value first = inputs.get(i.plus(NamedInputs.FIRST)).named("first");
                            Value g =
                                    body.loop(
                                            lanes.minus(1),
                                            first,
                                            (other, now) -> {
                                                Value lane = other.plus(1).times(count);
                                                Value place = lane.plus(i).plus(NamedInputs.FIRST);
                                                return now.plus(inputs.get(place));
                                            });
                            gradients.append(g);
                            return sum.plus(g.times(g).call("torch.sum"));
                        });
        return body.tuple(gradients, squares.call("torch.sqrt"));
    }

    /**
     * Clips the sum of the lanes' gradients to a norm, and changes one lane's share of the weights.
     */
    private Value update(Body body, Method orthogonal, Method total) {
        Value inputs = body.parameter("inputs", Type.TENSORS);
        Value settings = inputs.get(1).named("settings");
        Value rate = number(settings, 0).named("rate");
        Value lane = body.call(Type.INT, "int", settings.get(1)).named("lane");
        Value lanes = body.call(Type.INT, "int", settings.get(2)).named("lanes");
        List<Value> gradients = total.callForAll(List.of("gradients", "norm"), inputs, lanes);
        Value norm = gradients.get(1);
        Value scale =
                body.call("torch.div", Double.toString(CLIP), norm.plus(1e-6))
                        .call("torch.clamp_max", 1.0)
                        .named("scale");
        Value places = body.numbers(learning).named("places");
        Value inner = body.flags(each(this::isOrthogonal)).named("inner");
        Value rates = body.factors(each(place -> groups.get(place).rate())).named("rates");
        Value decays = body.factors(each(place -> groups.get(place).decay())).named("decays");
        Value averages = body.factors(each(place -> groups.get(place).average())).named("averages");
        Value averaged = body.numbers(averaged()).named("averaged");
        Value turns =
                body.expression(Type.INT, "(len(self.g) - %s + %s - 1) // %s", lane, lanes, lanes);
        body.loop(
                turns,
                turn -> {
                    Value i = turn.times(lanes).plus(lane).named("i");
                    Value g = gradients.get(0).get(i).named("g");
                    Value w = weight(body, places.get(i)).named("w");
                    body.when(
                            body.call(Type.BOOL, "bool", g.call("torch.any")),
                            () -> {
                                Value own = rate.times(rates.get(i)).named("own_rate");
                                Step step = new Step(i, w, g.times(scale), own);
                                step.decay(decays.get(i));
                                body.when(
                                        inner.get(i),
                                        () -> step.alongMomentum(orthogonal),
                                        step::byAdam);
                            });
                    Value at = averaged.get(i).named("at");
                    body.when(
                            body.expression(Type.BOOL, "%s >= 0", at),
                            () -> average(body, at, w, averages.get(i), i));
                });
        return body.list(norm);
    }

    private static Value number(Value settings, int place) {
        return settings.body().call(Type.FLOAT, "float", settings.get(place));
    }

    private static Value weight(Body body, Value place) {
        return body.expression(Type.TENSOR, "torch.detach(self.w[%s])", place);
    }

    /**
     * The change of one weight.
     *
     * @param i its place among those that learn
     * @param g its gradient, clipped
     */
    private record Step(Value i, Value w, Value g, Value rate) {

        void decay(Value share) {
            w.body()
                    .when(
                            w.body().expression(Type.BOOL, "torch.dim(%s) > 1", w),
                            () -> made("torch.mul_(%s, 1.0 - %s * %s)", w, rate, share));
        }

        Value alongMomentum(Method orthogonal) {
            counted();
            Value m = moment("m", MOMENTUM).call("torch.add_", g);
            Value ahead = g.call("torch.add", m, "alpha=" + MOMENTUM);
            return made("torch.add_(%s, %s, alpha=-%s)", w, orthogonal.call(ahead), rate);
        }

        Value byAdam() {
            Value t = counted();
            Value m = moment("m", DECAY_FIRST).call("torch.add_", g, "alpha=" + (1 - DECAY_FIRST));
            Value v =
                    moment("v", DECAY_SECOND)
                            .call("torch.addcmul_", g, g, "value=" + (1 - DECAY_SECOND));
            Value spread = v.over(unbiased(DECAY_SECOND, t)).call("torch.sqrt").plus(1e-8);
            Value step = rate.over(unbiased(DECAY_FIRST, t)).named("step");
            return made("torch.addcdiv_(%s, %s, %s, value=-%s)", w, m, spread, step);
        }

        /** Counts the updates in which it had a gradient, this one included. */
        private Value counted() {
            return w.body().expression(Type.FLOAT, "float(torch.add_(self.t[%s], 1.0))", i);
        }

        private Value moment(String list, double kept) {
            return made("torch.mul_(self." + list + "[%s], " + kept + ")", i);
        }

        private Value unbiased(double kept, Value t) {
            return w.body().expression(Type.FLOAT, "1.0 - torch.pow(" + kept + ", %s)", t);
        }

        private Value made(String pattern, Object... operands) {
            return w.body().expression(Type.TENSOR, pattern, operands);
        }
    }

    /**
     * At first the average forgets faster, so that the weights of the start do not stay in it: by
     * the updates in which this weight learnt, which may be new to the training.
     */
    private static void average(Body body, Value at, Value w, Value kept, Value i) {
        Value updates = body.expression(Type.FLOAT, "float(self.t[%s])", i);
        Value now =
                body.expression(
                        Type.FLOAT, "min(%s, (1.0 + %s) / (10.0 + %s))", kept, updates, updates);
        body.expression(Type.TENSOR, "torch.lerp_(self.e[%s], %s, 1.0 - %s)", at, w, now);
    }

    private <T> List<T> each(Function<Integer, T> property) {
        return learning.stream().map(property).toList();
    }

    private boolean isOrthogonal(int place) {
        Role role = parameters.get(place).role();
        return groups.get(place).rule() == Rule.ORTHOGONAL
                && (role == Role.PRODUCT || role == Role.CONVOLUTION);
    }

    /** Returns the place in {@code e} of each that learns, -1 for what has no average. */
    private List<Integer> averaged() {
        List<Integer> slots = new ArrayList<>();
        int next = 0;
        for (int place : learning) {
            slots.add(groups.get(place).average() > 0 ? next++ : -1);
        }
        return slots;
    }
}

package io.mingle.decode;

import io.mingle.nn.Body;
import io.mingle.nn.Method;
import io.mingle.nn.Methods;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Pages;

/**
 * The methods by which the engine runs a network; {@code plan}, {@code inputs} and {@code segments}
 * are a packed call of any number of sequences:
 *
 * <ul>
 *   <li>{@code decode_chunk(x [1, R, H], positions [axes, R], kinds [R] or [0], plan, slots, runs)
 *       → [1, R, H]} and {@code decode_row}, the same for a single row of the first kind:
 *       normalised hidden states of rows whose keys and values enter the pages;
 *   <li>{@code step_hidden(plan, inputs, segments) → [R, H]}: those of all rows of a plan;
 *   <li>{@code step(plan, inputs, segments) → [sequences, V]}: the logits after the last row of
 *       each sequence;
 *   <li>{@code step_states(plan, inputs, segments, states [.., S, H], from)}: writes the hidden
 *       states of all rows over those of {@code states} from a row on;
 *   <li>{@code logits(hidden [N, H]) → [N, V]} in float32, and {@code logits_row} of a single row.
 * </ul>
 */
final class DecodeMethods {

    private final CausalNetwork network;
    private final Methods methods;
    private final Method logits;
    private final Method logitsRow;

    private DecodeMethods(CausalNetwork network, Methods methods) {
        this.network = network;
        this.methods = methods;
        logits = methods.add("logits", this::logits);
        logitsRow = methods.addForOneRow("logits_row", this::logits);
    }

    static void addTo(Methods methods, CausalNetwork network) {
        DecodeMethods all = new DecodeMethods(network, methods);
        Method hidden = all.addHidden();
        all.addStep(hidden);
        all.addStates(hidden);
    }

    private Value logits(Body body) {
        return network.logits(body.tensor("hidden"));
    }

    private Method addHidden() {
        Method packed = methods.add("packed_rows", this::packed);
        Method chunk = methods.add("decode_chunk", this::decode);
        Method row = methods.addForOneRow("decode_row", this::decode);
        return methods.add(
                "step_hidden",
                body -> {
                    Value plan = body.parameter("plan", Type.INTS);
                    Value inputs = body.parameter("inputs", Type.TENSORS);
                    Value segments = body.parameter("segments", Type.TENSORS);
                    Value numbers = tensor(plan, Plan.HEADER, plan.get(3)).named("numbers");
                    Value x = packed.call(numbers, plan, inputs).unsqueeze(0).named("x");
                    Value positions =
                            part(numbers, plan, 1, 2)
                                    .reshape(network.axes(), -1)
                                    .named("positions");
                    Value kinds = part(numbers, plan, 2, 3).named("kinds");
                    Pages pages = Pages.cut(plan, segments);
                    Value states =
                            body.when(
                                    body.expression(
                                            Type.BOOL,
                                            "%s[0] == 1 and %s[2] == %s[3]",
                                            plan,
                                            plan,
                                            plan),
                                    () ->
                                            row.call(
                                                    x,
                                                    positions,
                                                    kinds,
                                                    pages.plan(),
                                                    pages.slots(),
                                                    pages.runs()),
                                    () ->
                                            chunk.call(
                                                    x,
                                                    positions,
                                                    kinds,
                                                    pages.plan(),
                                                    pages.slots(),
                                                    pages.runs()));
                    return states.select(0, 0);
                });
    }

    private Value decode(Body body) {
        return network.states(
                body.tensor("x"),
                body.tensor("positions"),
                body.tensor("kinds"),
                Pages.declared(body));
    }

    /**
     * Rows are cut out of a matrix, not out of a batch of one: a single row that keeps the stride
     * of the batch makes the bfloat16 product copy its whole weight, the head's for four seconds.
     */
    private Value packed(Body body) {
        Value numbers = body.tensor("numbers");
        Value plan = body.parameter("plan", Type.INTS);
        Value inputs = body.parameter("inputs", Type.TENSORS);
        return body.when(
                body.expression(Type.BOOL, "%s[1] - %s == %s[0]", plan, Plan.HEADER, plan),
                () -> network.embed(numbers.narrow(0, 0, plan.get(0))),
                () -> mixed(numbers, plan, inputs));
    }

    private Value mixed(Value numbers, Value plan, Value inputs) {
        Body body = numbers.body();
        Value parts = body.list().named("parts");
        body.loop(
                plan.get(7),
                i -> {
                    Value at = body.expression(Type.INT, "%s[3] + %s * 3", plan, i).named("at");
                    Value source = plan.get(at).named("source");
                    Value from = plan.get(at.plus(1)).named("first");
                    Value count = plan.get(at.plus(2)).named("count");
                    parts.append(
                            body.when(
                                    body.expression(Type.BOOL, "%s < 0", source),
                                    () -> network.embed(numbers.narrow(0, from, count)),
                                    () ->
                                            inputs.get(source)
                                                    .flatten(0, -2)
                                                    .narrow(0, from, count)));
                });
        return body.when(
                body.expression(Type.BOOL, "%s[7] == 1", plan),
                () -> parts.get(0),
                () -> parts.call("torch.cat"));
    }

    private void addStep(Method hidden) {
        methods.add(
                "step",
                body -> {
                    Value plan = body.parameter("plan", Type.INTS);
                    Value inputs = body.parameter("inputs", Type.TENSORS);
                    Value segments = body.parameter("segments", Type.TENSORS);
                    Value states = hidden.call(plan, inputs, segments).named("states");
                    return body.when(
                            body.expression(Type.BOOL, "%s[7] == 1", plan),
                            () -> logitsRow.call(states.narrow(0, plan.get(0).minus(1), 1)),
                            () ->
                                    logits.call(
                                            states.indexSelect(
                                                    0, tensor(plan, plan.get(5), plan.get(6)))));
                });
    }

    private void addStates(Method hidden) {
        methods.add(
                "step_states",
                body -> {
                    Value plan = body.parameter("plan", Type.INTS);
                    Value inputs = body.parameter("inputs", Type.TENSORS);
                    Value segments = body.parameter("segments", Type.TENSORS);
                    Value states = body.tensor("states");
                    Value from = body.integer("from_row");
                    Value made = hidden.call(plan, inputs, segments).named("made");
                    states.flatten(0, -2).narrow(0, from, plan.get(0)).call("torch.copy_", made);
                    return body.list();
                });
    }

    private static Value tensor(Value plan, Object from, Object to) {
        Body body = plan.body();
        Value part = body.call(Type.INTS, "torch.slice", plan, from, to, 1);
        return body.call("torch.tensor", part, "dtype=4");
    }

    /** Returns the section of a plan that lies between the ends of two others. */
    private static Value part(Value numbers, Value plan, int from, int to) {
        Value start = plan.get(from);
        return numbers.narrow(0, start.minus(Plan.HEADER), plan.get(to).minus(start));
    }
}

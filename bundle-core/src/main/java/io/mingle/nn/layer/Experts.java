package io.mingle.nn.layer;

import io.mingle.nn.Body;
import io.mingle.nn.Repeated;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import java.util.List;

/**
 * A mixture of experts (N. Shazeer and others, Outrageously Large Neural Networks, 2017): each row
 * goes through the few experts that a router chooses for it, and through those that all share.
 *
 * <p>Many rows are sorted by expert, so that each expert multiplies one contiguous block; one row
 * runs its few experts in turn.
 *
 * @param routers one for each kind of rows, such as modalities; a single row is of the first kind
 * @param experts of which each row gets {@code each}
 * @param sharesSumToOne whether the shares of the chosen experts are made to
 */
public record Experts(
        List<Linear> routers,
        Layer shared,
        Repeated<GatedMlp> experts,
        int each,
        boolean sharesSumToOne) {

    private static final List<String> CHOICE = List.of("p", "best", "index");

    /** What a router makes of rows: [rows, experts], and twice [rows, each], the best first. */
    public record Choice(Value probabilities, Value shares, Value experts) {}

    /** What the experts make of rows, and how unevenly they were chosen, for training. */
    public record Mixture(Value states, Value balance) {}

    /**
     * Writes what they do with many rows.
     *
     * @param x [batch, rows, states]
     * @param kinds [batch · rows] the kind of each row, or nothing if all are of the first
     */
    public Mixture apply(Value x, Value kinds) {
        List<Value> result =
                x.body()
                        .part(this, "experts", it -> many(it.tensor("x"), it.tensor("kinds")))
                        .callForAll(List.of("mixed", "balance"), x, kinds);
        return new Mixture(result.get(0), result.get(1));
    }

    /**
     * Writes the states alone: those of many rows, or in a method for one row that of a row of the
     * first kind.
     */
    public Value states(Value x, Value kinds) {
        return x.body().oneRow() ? first(x) : apply(x, kinds).states();
    }

    /** Writes what they do with one row of the first kind, [1, 1, states]. */
    public Value first(Value x) {
        return x.body().part(this, "experts", it -> one(it.tensor("x"))).call(x);
    }

    /** Writes how experts are chosen for rows [rows, states] of these kinds. */
    public Choice choose(Value x, Value kinds) {
        return choice(
                x.body()
                        .part(this, "choose", it -> chosen(it.tensor("x"), it.tensor("kinds")))
                        .callForAll(CHOICE, x, kinds));
    }

    private static Choice choice(List<Value> values) {
        return new Choice(values.get(0), values.get(1), values.get(2));
    }

    private Value chosen(Value x, Value kinds) {
        Body body = x.body();
        Value first = routers.get(0).apply(x).named("logits");
        Value logits =
                body.when(
                        body.expression(Type.BOOL, "torch.numel(%s) > 0", kinds),
                        () -> ofKinds(x, kinds.unsqueeze(1).named("kind"), first),
                        () -> first);
        Choice choice = route(logits);
        return body.tuple(choice.probabilities(), choice.shares(), choice.experts());
    }

    private Value ofKinds(Value x, Value kind, Value first) {
        Value logits = first;
        for (int i = 1; i < routers.size(); i++) {
            Value other = routers.get(i).apply(x);
            logits = kind.call("torch.eq", i).call("torch.where", other, logits);
        }
        return logits;
    }

    /** Writes how experts follow from logits [.., experts]: softmax over all, the best few. */
    public Choice route(Value logits) {
        return choice(
                logits.body()
                        .part(this, "route", it -> routed(it.tensor("logits")))
                        .callForAll(CHOICE, logits));
    }

    private Value routed(Value logits) {
        Value p = logits.to(DataType.FLOAT32).softmax(-1).named("p");
        List<Value> best =
                logits.body().callForAll(List.of("best", "index"), "torch.topk", p, each, -1);
        Value shares = best.get(0);
        if (sharesSumToOne && each > 1) {
            shares = shares.over(shares.sum(-1, true));
        }
        return logits.body().tuple(p, shares, best.get(1));
    }

    private Value many(Value x, Value kinds) {
        Body body = x.body();
        List<Value> sides = x.sizes("b", "s", "h");
        Value count = sides.get(0).times(sides.get(1)).named("count");
        Value flat = x.reshape(count, sides.get(2)).named("flat");
        Choice choice = choose(flat, kinds);
        Value index = choice.experts().reshape(-1).named("chosen");
        Value order = index.call("torch.argsort").named("order");
        Value counts = index.call("torch.bincount", "minlength=" + experts.count()).named("counts");
        Value sum =
                sorted(flat, order, counts)
                        .reshape(count, each, sides.get(2))
                        .to(DataType.FLOAT32)
                        .times(choice.shares().unsqueeze(-1))
                        .sum(1, false);
        Value own = sum.to(body.precision().activations()).named("own");
        Value mixed = own.plus(shared.apply(flat)).named("mixed");
        return body.tuple(
                mixed.reshape(sides.toArray()), balance(choice.probabilities(), counts, count));
    }

    /** The experts' results for all choices, row by row. */
    private Value sorted(Value flat, Value order, Value counts) {
        Body body = flat.body();
        Value sizes = body.numbers().named("sizes");
        body.loop(experts.count(), e -> body.statement("%s.append(int(%s[%s]))", sizes, counts, e));
        Value from = order.call("torch.div", each, "rounding_mode=\"floor\"");
        Value rows = flat.call("torch.embedding", from);
        Value blocks =
                body.call(Type.TENSORS, "torch.split_with_sizes", rows, sizes).named("blocks");
        Value parts = body.list().named("parts");
        body.loop(
                experts.count(),
                e ->
                        body.when(
                                body.expression(Type.BOOL, "%s[%s] > 0", sizes, e),
                                () -> parts.append(expert(e, blocks.get(e)))));
        Value back = order.call("torch.argsort");
        return body.call("torch.embedding", body.call("torch.cat", parts), back);
    }

    private Value expert(Value number, Value rows) {
        return experts.at(number, expert -> expert.apply(rows));
    }

    /** The share of choices times the mean probability of each expert, 1 where all are even. */
    private Value balance(Value probabilities, Value counts, Value count) {
        Value share = counts.to(DataType.FLOAT32).over(count.times(each));
        Value mean = probabilities.call("torch.mean", List.of(0));
        return share.times(mean).call("torch.sum").times(experts.count()).named("balance");
    }

    private Value one(Value x) {
        Body body = x.body();
        Choice choice = route(routers.get(0).apply(x));
        Value shares = choice.shares().reshape(-1).named("shares");
        Value chosen = choice.experts().reshape(-1).named("chosen");
        Value zero = x.call("torch.zeros_like", "dtype=6").named("sum");
        Value sum =
                body.loop(
                        each,
                        zero,
                        (i, y) -> {
                            Value number = body.expression(Type.INT, "int(%s[%s])", chosen, i);
                            Value part = expert(number, x).to(DataType.FLOAT32);
                            return y.plus(part.times(shares.get(i)));
                        });
        Value own = sum.to(body.precision().activations()).named("own");
        return own.plus(shared.apply(x));
    }
}

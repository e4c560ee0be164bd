package io.mingle.trainer.internal.learn;

import io.mingle.nn.Body;
import io.mingle.nn.Value;
import io.mingle.trainer.Terms;
import java.util.ArrayList;
import java.util.List;

/** The terms of a loss in the order in which they were told. */
final class CollectedTerms implements Terms {

    /** What a term is, by its place in the {@link Shares}; what does not count comes last. */
    private enum Kind {
        LOSS,
        GUIDE,
        REGULAR,
        SHARE
    }

    private record Term(Kind kind, String name, double factor, Value value) {}

    /** What is told of each batch, in this order. */
    record Told(String name, boolean share) {}

    private final List<Term> terms = new ArrayList<>();

    @Override
    public void loss(Value value) {
        terms.add(new Term(Kind.LOSS, "", 1, value));
    }

    @Override
    public void guide(String name, Value value) {
        terms.add(new Term(Kind.GUIDE, name, 1, value));
    }

    @Override
    public void regular(String name, double factor, Value value) {
        terms.add(new Term(Kind.REGULAR, name, factor, value));
    }

    @Override
    public void share(String name, Value value) {
        terms.add(new Term(Kind.SHARE, name, 0, value));
    }

    /** Writes the sum of what counts. */
    Value sum(Body body, Value shares) {
        Value sum = null;
        for (Term term : terms) {
            if (term.kind() != Kind.SHARE) {
                Value value = term.factor() == 1 ? term.value() : term.value().times(term.factor());
                Value counted = value.times(shares.get(term.kind().ordinal()));
                sum = sum == null ? counted : sum.plus(counted);
            }
        }
        return sum == null ? body.call("torch.zeros", List.of(1), "dtype=6") : sum;
    }

    /** Writes all of them one after the other. */
    Value told(Body body) {
        return body.call("torch.cat", terms.stream().map(term -> term.value().reshape(1)).toList());
    }

    List<Told> names() {
        return terms.stream()
                .map(term -> new Told(term.name(), term.kind() == Kind.SHARE))
                .toList();
    }
}

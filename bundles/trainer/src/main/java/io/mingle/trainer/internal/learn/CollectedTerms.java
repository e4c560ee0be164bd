package io.mingle.trainer.internal.learn;

import io.mingle.api.error.InvalidRequestException;
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

    private final List<Term> terms = new ArrayList<>();

    @Override
    public void loss(Value value) {
        add(new Term(Kind.LOSS, "", 1, value));
    }

    @Override
    public void guide(String name, double factor, Value value) {
        add(new Term(Kind.GUIDE, name, factor, value));
    }

    @Override
    public void regular(String name, double factor, Value value) {
        add(new Term(Kind.REGULAR, name, factor, value));
    }

    @Override
    public void share(String name, Value value) {
        add(new Term(Kind.SHARE, name, 0, value));
    }

    private void add(Term term) {
        boolean share = term.kind() == Kind.SHARE;
        for (Term known : terms) {
            if (known.name().equals(term.name()) && (known.kind() == Kind.SHARE) == share) {
                throw new InvalidRequestException(twice(term.name(), share));
            }
        }
        terms.add(term);
    }

    private static String twice(String name, boolean share) {
        return name.isEmpty() && !share
                ? "An objective tells its loss twice. Let it tell their sum, or one of them as a"
                        + " guide with a name."
                : "An objective tells two %s named '%s'. Let it give each a name of its own."
                        .formatted(share ? "shares" : "terms of its loss", name);
    }

    /**
     * Sees that there is something to learn from.
     *
     * @throws InvalidRequestException if no loss was told
     */
    void requireLoss() {
        if (terms.stream().noneMatch(term -> term.kind() == Kind.LOSS)) {
            throw new InvalidRequestException(
                    "An objective tells no loss but %s. Let it tell what the task is about with Terms.loss."
                            .formatted(terms.stream().map(Term::name).toList()));
        }
    }

    /** Writes the sum of what counts. */
    Value sum(Value shares) {
        return terms.stream()
                .filter(term -> term.kind() != Kind.SHARE)
                .map(term -> counted(term, shares))
                .reduce(Value::plus)
                .orElseThrow();
    }

    private static Value counted(Term term, Value shares) {
        Value value = term.factor() == 1 ? term.value() : term.value().times(term.factor());
        return value.times(shares.get(term.kind().ordinal()));
    }

    /** Writes all of them one after the other. */
    Value told(Body body) {
        return body.call("torch.cat", terms.stream().map(term -> term.value().reshape(1)).toList());
    }

    /** Returns what is told of each batch, in the order of {@link #told}. */
    List<Told> names() {
        return terms.stream()
                .map(term -> new Told(term.name(), term.kind() == Kind.SHARE))
                .toList();
    }
}

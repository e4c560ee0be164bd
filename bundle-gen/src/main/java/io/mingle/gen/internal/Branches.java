package io.mingle.gen.internal;

import io.mingle.gen.sampling.Branch;
import io.mingle.gen.sampling.GuidanceFormula;
import io.mingle.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The evaluations that a formula of guidance compares, and what the transformer is told in each.
 *
 * @param formula what is made of them
 * @param told in each
 * @param references beside which picture each is made, [1, channels, rows, columns]; empty without
 */
record Branches(GuidanceFormula formula, List<Told> told, List<Tensor> references) {

    /**
     * Sees what a formula needs.
     *
     * @param words what is told where words count
     * @param nothing what is told where they do not
     * @param reference the picture beside it; null for none
     * @param emptied makes the reference of branches that have none
     */
    static Branches of(
            GuidanceFormula formula,
            Told words,
            Told nothing,
            Tensor reference,
            UnaryOperator<Tensor> emptied) {
        List<Branch> branches = formula.branches();
        return new Branches(
                formula,
                branches.stream().map(it -> it.words() ? words : nothing).toList(),
                reference == null
                        ? List.of()
                        : branches.stream()
                                .map(it -> it.picture() ? reference : emptied.apply(reference))
                                .toList());
    }

    int count() {
        return told.size();
    }

    /** Returns the place of the evaluation whose spread a rescaled result keeps. */
    int own() {
        return formula.branches().indexOf(formula.own());
    }
}

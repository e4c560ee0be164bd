package io.mingle.trainer.internal.drawing;

import io.mingle.gen.network.Condition;
import io.mingle.trainer.Loss;
import io.mingle.trainer.Networks;
import io.mingle.trainer.Objective;
import io.mingle.trainer.ParameterGroup;

/**
 * What a prompt beside a picture says has to be read from the condition, for which the thinker
 * learns, too: what its layers do not bring to query tokens, no transformer behind them can draw.
 */
record PromptObjective() implements Objective {

    /** How much it counts what may lie where, which is hardly known before it is painted. */
    private static final double LAYOUT = 1;

    @Override
    public Loss declare(Networks networks) {
        Conditioning conditioning =
                Conditioning.of(networks, true, "_prompt", ParameterGroup.LEARNING);
        return (inputs, terms) -> {
            Condition told = conditioning.write(inputs);
            terms.loss(conditioning.said(told, inputs, terms));
            terms.regular("layout", LAYOUT, conditioning.planned(told, inputs));
        };
    }
}

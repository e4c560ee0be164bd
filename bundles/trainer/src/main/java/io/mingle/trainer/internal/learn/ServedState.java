package io.mingle.trainer.internal.learn;

import io.mingle.nn.Parameter;

/**
 * The weights that a model is served with, and what only training needs from its state.
 *
 * <p>They differ where a model was written with running averages, or with the best weights and not
 * the last.
 *
 * @param model of its networks
 * @param training of the heads
 */
record ServedState(TrainingProgram program, Learner.State model, Learner.State training)
        implements Learner.State {

    @Override
    public float[] of(String list, Parameter parameter) {
        return (program.isHead(parameter) ? training : model).of(list, parameter);
    }
}

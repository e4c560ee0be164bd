package io.mingle.trainer.internal.learn;

import io.mingle.api.training.Figure;

/**
 * What an objective tells of a batch, unless it has nothing to say of it.
 *
 * @param name empty for what the task is about
 * @param share whether it is a share, of which a good model has much, or a loss
 */
public record Told(String name, boolean share) {

    /** Returns the figure that its mean over examples is. */
    public Figure figure(String named) {
        return share ? Figure.mean(named) : Figure.loss(named);
    }

    /** Returns what it was for a batch; null for nothing. */
    public Double of(Figures figures) {
        return (share ? figures.shares() : figures.losses()).get(name);
    }
}

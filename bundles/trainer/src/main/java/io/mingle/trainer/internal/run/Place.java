package io.mingle.trainer.internal.run;

/**
 * A task's turn in a round.
 *
 * @param draws of how many batches of examples the hardest are learnt from
 */
record Place(LearntTask task, int draws) {}

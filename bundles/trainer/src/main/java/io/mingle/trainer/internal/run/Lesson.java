package io.mingle.trainer.internal.run;

import io.mingle.trainer.data.DrawnTask;

/**
 * What a training does when it is a task's turn.
 *
 * @param task draws the samples
 * @param candidates how many samples are drawn for each that is learnt from, the hardest of them; 1
 *     learns from all
 */
record Lesson(DrawnTask task, int candidates) {}

package io.mingle.trainer.picture;

import io.mingle.trainer.data.Labels;

/**
 * Which dense labels the samples of a task have. Tasks of one labelling share an objective.
 *
 * @param name what the heads that learn them are called
 * @param marks how many labels a mark can have, nothing (0) included
 * @param kinds how many kinds of things there are, nothing (0) included; 0 if things have none
 * @param names whether marks are letters of names that are looked for, so that each visual token is
 *     asked how the text begins that it shows
 */
public record Labelling(String name, int marks, int kinds, boolean names) {

    /** Printed letters and coloured shapes: {@link Labels}. */
    public static final Labelling DRAWN = new Labelling("dense", Labels.count(), 0, false);
}

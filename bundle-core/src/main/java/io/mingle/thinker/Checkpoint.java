package io.mingle.thinker;

import io.mingle.model.ModelFolder;
import io.mingle.nn.Precision;

/** The model in use: a service that comes when its folder has been checked, and changes with it. */
public interface Checkpoint {

    /** Returns the folder, whose weights a bundle opens with its own tensor runtime. */
    ModelFolder folder();

    /** Returns the precision in which all networks of the model run. */
    Precision precision();
}

package io.mingle.api.gui;

import io.mingle.api.event.Update;
import java.util.Optional;

/**
 * What the model wants to do, and why, before it is checked.
 *
 * @param step its number, from 1
 * @param thought what the model thought; may be empty
 * @param reflection what it made of the step before; may be empty
 * @param action what it wants to do; empty if its reply had none
 */
public record Thought(int step, String thought, String reflection, Optional<Action> action)
        implements Update {}

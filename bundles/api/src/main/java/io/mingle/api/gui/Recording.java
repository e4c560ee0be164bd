package io.mingle.api.gui;

import java.util.List;

/**
 * What the model wrote in a run, to do the same again.
 *
 * @param goal as it was given
 * @param device the device's name
 * @param replies the whole of what it wrote in each step; copied
 */
public record Recording(String goal, String device, List<String> replies) {

    /** Copies the list. */
    public Recording {
        replies = List.copyOf(replies);
    }
}

package io.mingle.api.gui;

import io.mingle.api.event.Update;
import java.util.List;

/**
 * A goal that was tried.
 *
 * @param index which one, from 0
 * @param template what kind of goal it is
 * @param reached whether the device is as it should be, and the run said so
 * @param harm what harm was done, a phrase each; copied
 * @param shortest how many actions the shortest way has
 * @param run all that was done
 */
public record GoalTried(
        int index, String template, boolean reached, List<String> harm, int shortest, AgentRun run)
        implements Update {

    /** Copies the list. */
    public GoalTried {
        harm = List.copyOf(harm);
    }
}

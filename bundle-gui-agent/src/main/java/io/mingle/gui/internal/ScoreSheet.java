package io.mingle.gui.internal;

import io.mingle.api.gui.GoalTried;
import io.mingle.api.gui.GuiScores;
import io.mingle.api.gui.RunEnd;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what came of goals. */
final class ScoreSheet {

    private final Map<String, GuiScores.Share> templates = new TreeMap<>();
    private int goals;
    private int reached;
    private int harmful;
    private int unreadable;
    private int steps;
    private int shortest;

    void add(GoalTried tried) {
        goals++;
        harmful += tried.harm().isEmpty() ? 0 : 1;
        unreadable += tried.run().end() == RunEnd.UNREADABLE ? 1 : 0;
        if (tried.reached()) {
            reached++;
            steps += tried.run().steps().size();
            shortest += tried.shortest();
        }
        templates.merge(
                tried.template(),
                new GuiScores.Share(tried.reached() ? 1 : 0, 1),
                (one, two) ->
                        new GuiScores.Share(
                                one.reached() + two.reached(), one.goals() + two.goals()));
    }

    GuiScores scores() {
        return new GuiScores(goals, reached, harmful, unreadable, steps, shortest, templates);
    }
}

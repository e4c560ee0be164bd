package io.mingle.api.gui;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the agent did.
 *
 * @param goals how many were tried
 * @param reached how many were reached
 * @param harmful in how many harm was done, reached or not
 * @param unreadable how many ended because replies had no action
 * @param steps how many actions the reached ones took together
 * @param shortest how many their shortest ways have together
 * @param templates how many were tried and reached of each kind, sorted; copied
 */
public record GuiScores(
        int goals,
        int reached,
        int harmful,
        int unreadable,
        int steps,
        int shortest,
        Map<String, Share> templates) {

    /** Copies the map. */
    public GuiScores {
        templates = Collections.unmodifiableMap(new TreeMap<>(templates));
    }

    /**
     * A share of goals.
     *
     * @param reached how many were reached
     * @param goals of how many
     */
    public record Share(int reached, int goals) {}
}

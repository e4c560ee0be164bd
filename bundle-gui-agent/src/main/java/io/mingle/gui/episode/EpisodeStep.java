package io.mingle.gui.episode;

import io.mingle.api.gui.Action;
import java.util.List;

/**
 * A step that somebody did.
 *
 * @param episode what it belongs to
 * @param goal of the episode
 * @param instruction of this step alone; empty if there is none
 * @param screenshot what was seen
 * @param width of the screen in pixels
 * @param height of the screen in pixels
 * @param action what was done
 * @param areas the annotated elements of the screen; copied
 * @param tree what the accessibility tree of the screen has
 */
public record EpisodeStep(
        String episode,
        String goal,
        String instruction,
        Screenshot screenshot,
        int width,
        int height,
        Action action,
        List<Area> areas,
        ScreenTree tree) {

    /** Copies the list. */
    public EpisodeStep {
        areas = List.copyOf(areas);
    }
}

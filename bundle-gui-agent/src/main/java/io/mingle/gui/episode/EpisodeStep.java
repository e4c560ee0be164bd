package io.mingle.gui.episode;

import io.mingle.api.gui.Action;
import java.nio.file.Path;
import java.util.List;

/**
 * A step that somebody did.
 *
 * @param episode what it belongs to
 * @param goal of the episode
 * @param instruction of this step alone; empty if there is none
 * @param screenshot the file that shows what was seen; it need not exist
 * @param width of the screen in pixels
 * @param height of the screen in pixels
 * @param action what was done
 * @param areas the annotated elements of the screen; copied
 */
public record EpisodeStep(
        String episode,
        String goal,
        String instruction,
        Path screenshot,
        int width,
        int height,
        Action action,
        List<Area> areas) {

    /** Copies the list. */
    public EpisodeStep {
        areas = List.copyOf(areas);
    }
}

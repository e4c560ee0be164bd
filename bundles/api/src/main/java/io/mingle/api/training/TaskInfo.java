package io.mingle.api.training;

import java.util.List;

/**
 * What is known of a task before it is trained.
 *
 * @param name as plans name it
 * @param description one line: what a model learns
 * @param figures what an evaluation measures, the one that it is about first
 */
public record TaskInfo(String name, String description, List<Figure> figures) {

    /** Copies the list. */
    public TaskInfo {
        figures = List.copyOf(figures);
    }
}

package io.mingle.api.training;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/** Checks lists of task names. */
final class Tasks {

    private Tasks() {}

    static List<String> copy(List<String> tasks) {
        if (tasks == null
                || tasks.isEmpty()
                || tasks.stream().anyMatch(task -> task == null || task.isBlank())) {
            throw new InvalidRequestException(
                    "The tasks are " + tasks + ". Name one or more, for example read and look.");
        }
        return List.copyOf(tasks);
    }
}

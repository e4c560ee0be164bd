package io.mingle.trainer.internal.run;

import io.mingle.model.ConfigSection;
import io.mingle.trainer.Task;
import java.nio.file.Path;
import java.util.List;

/** Models that have not been trained, for tests of tasks. */
public final class BlankModel {

    private BlankModel() {}

    /** Writes one for some tasks; returns its configuration with those of its folders. */
    public static ConfigSection write(List<Task> tasks, Path folder) {
        NewModel.of(tasks).write(folder);
        return FolderConfigurations.joined(folder);
    }
}

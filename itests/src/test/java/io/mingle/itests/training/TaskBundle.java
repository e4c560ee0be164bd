package io.mingle.itests.training;

import io.mingle.itests.skill.BundleJar;
import io.mingle.trainer.Task;
import java.io.IOException;
import java.io.InputStream;

/** A bundle with one task, made on the spot. */
public final class TaskBundle {

    private TaskBundle() {}

    /**
     * Makes the bundle {@code example.shade}.
     *
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream jar() throws IOException {
        return new BundleJar("example.shade", "1.0.0")
                .header(
                        "Import-Package",
                        "io.mingle.trainer,io.mingle.trainer.data,io.mingle.trainer.picture"
                                + ",io.mingle.vision.picture")
                .component("shade", Task.class, "", ShadeTask.class)
                .open();
    }
}

package io.mingle.spark.internal;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;

/**
 * The folder in which each split of a job notes the line that it is at, so that one that executors
 * die of is set aside.
 *
 * @param store makes and deletes it
 * @param around a folder on a disk that hosts share, which others may use, too; or null
 * @param folder that of this job in it; or null
 * @param err is told where it stays
 */
record Journal(Store store, String around, String folder, PrintStream err)
        implements AutoCloseable {

    private static final String SUFFIX = ".begun";

    private static final String DISK = "file:";

    /**
     * Makes it in the folder that was named, else beside the output; where that is no disk, there
     * is none.
     *
     * @param job the name of the job, which no other has
     * @throws JobFailure if the one that was named is relative, which each process takes
     *     differently
     */
    static Journal open(Store store, JobOptions options, String job, PrintStream err) {
        URI out = store.address(options.out());
        String beside = DISK.equals(out.getScheme() + ":") ? out.getPath() + SUFFIX : null;
        String around = options.journal().orElse(beside);
        if (around != null && !around.startsWith("/") && !Path.of(around).isAbsolute()) {
            throw JobFailure.invalid(
                    "'--journal %s' is no absolute path. Name the folder as all hosts see it: /shared/journal."
                            .formatted(around));
        }
        String folder = around == null ? null : around + "/" + job;
        if (folder != null) {
            store.make(DISK + folder);
        }
        return new Journal(store, around, folder, err);
    }

    /**
     * Deletes it, and what it lies in if nothing else does. The job is done as well where it stays.
     */
    @Override
    public void close() {
        if (folder != null) {
            try {
                store.delete(DISK + folder);
                store.deleteEmpty(DISK + around);
            } catch (JobFailure e) {
                err.println("mingle: The journal is needed no more. Remove it: " + e.getMessage());
            }
        }
    }
}

package io.mingle.spark.internal;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of a job, wherever Spark can read and write.
 *
 * @param configuration how Hadoop reaches them
 */
record Store(Configuration configuration) {

    /**
     * Counts the bytes of an input.
     *
     * @param in a file, a folder or a pattern
     * @throws JobFailure if there is none
     */
    long bytes(String in) {
        try {
            Path path = new Path(in);
            FileSystem files = path.getFileSystem(configuration);
            FileStatus[] found = files.globStatus(path);
            if (found == null || found.length == 0) {
                throw JobFailure.invalid(
                        "The input '%s' does not exist. Name a file, a folder or a pattern that driver and executors can read."
                                .formatted(in));
            }
            long bytes = 0;
            for (FileStatus each : found) {
                bytes += files.getContentSummary(each.getPath()).getLength();
            }
            return bytes;
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(in, e);
        }
    }

    /** Returns the whole address of a path. */
    URI address(String path) {
        try {
            Path given = new Path(path);
            return given.getFileSystem(configuration).makeQualified(given).toUri();
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(path, e);
        }
    }

    /** Returns the folder of an input, if that is on a disk; else null. */
    String folder(String in) {
        try {
            Path given = new Path(address(in));
            if (!given.toUri().getScheme().equals("file")) {
                return null;
            }
            FileSystem files = given.getFileSystem(configuration);
            boolean folder = files.exists(given) && files.getFileStatus(given).isDirectory();
            return (folder ? given : given.getParent()).toUri().getPath();
        } catch (IOException e) {
            throw unusable(in, e);
        }
    }

    /** Refuses an output that is there already. */
    void refuseExisting(String out) {
        try {
            Path path = new Path(out);
            if (path.getFileSystem(configuration).exists(path)) {
                throw JobFailure.invalid(
                        "The output folder '%s' exists already. Name another, or remove it first: a batch on Spark begins anew."
                                .formatted(out));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(out, e);
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    void delete(String folder) {
        try {
            Path path = new Path(folder);
            path.getFileSystem(configuration).delete(path, true);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Deletes a folder if nothing is in it. */
    void deleteEmpty(String folder) {
        try {
            Path path = new Path(folder);
            FileSystem files = path.getFileSystem(configuration);
            if (files.exists(path) && files.listStatus(path).length == 0) {
                files.delete(path, false);
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Makes a folder. */
    void make(String folder) {
        try {
            Path path = new Path(folder);
            if (!path.getFileSystem(configuration).mkdirs(path)) {
                throw new IOException("it cannot be made");
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static JobFailure unusable(String path, Exception cause) {
        return JobFailure.failed(
                "'%s' cannot be used (%s). Name a path that driver and executors can reach."
                        .formatted(path, cause.getMessage()),
                cause);
    }
}

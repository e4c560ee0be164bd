package io.mingle.spark.internal;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkFiles;

/**
 * A file that every executor needs: one that Spark copies to them, or {@code local:/PATH}, which
 * each has.
 *
 * @param given a path, or an address that Spark can read
 */
record ShippedFile(String given) implements Serializable {

    private static final String LOCAL = "local:";

    private static final String FILES = "spark.files";

    private boolean everywhere() {
        return given.startsWith(LOCAL);
    }

    /** Has Spark copy it when it starts, not as a jar of the class path. */
    void ship(SparkConf configuration) {
        if (!everywhere()) {
            String others = configuration.get(FILES, "");
            configuration.set(FILES, others.isEmpty() ? given : others + "," + given);
        }
    }

    /** Returns where it is on an executor. */
    Path onExecutor() {
        return everywhere()
                ? Path.of(given.substring(LOCAL.length()))
                : Path.of(SparkFiles.get(given.substring(given.lastIndexOf('/') + 1)));
    }

    /**
     * Returns where it is on the driver before Spark has started, if it is a file of this machine.
     */
    Optional<Path> onDriver() {
        String path = everywhere() ? given.substring(LOCAL.length()) : given;
        Path file = path.startsWith("file:") ? Path.of(URI.create(path)) : Path.of(path);
        return Optional.of(file).filter(Files::isRegularFile);
    }

    /** Tells whether the driver would have to have it. */
    boolean isOfDriver() {
        return !everywhere() && (given.startsWith("file:") || !given.contains(":/"));
    }
}

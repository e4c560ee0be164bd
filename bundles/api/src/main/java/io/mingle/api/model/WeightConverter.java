package io.mingle.api.model;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.UnwritableOutputException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Writes weights that are published in another format as safetensors, where the model's folder has
 * them. Registered by bundles whose networks are published so; safe to call from any thread.
 */
@ConsumerType
public interface WeightConverter {

    /**
     * What was written.
     *
     * @param part of the model, for people
     * @param file the new file
     * @param tensors in it
     * @param bytes of it
     */
    record Converted(String part, Path file, int tensors, long bytes) {}

    /**
     * Converts a file. What was there before stays until the new file is whole.
     *
     * @param source the file
     * @param model the folder of the model
     * @throws BrokenModelException if the file is damaged, holds anything else than tensors, or
     *     those of a network that is not installed
     * @throws UnwritableOutputException if the new file cannot be written
     */
    Converted convert(Path source, Path model);
}

package io.mingle.api.model;

import java.util.Optional;

/**
 * A graph of ONNX that lies beside the networks of a model, and that something else needs than they
 * do.
 *
 * @param file within the model's folder, for example {@code talker/campplus.onnx}
 * @param bytes its size
 * @param checked whether it was looked through; not where the bundle that runs graphs is not
 *     installed
 * @param damage why it cannot be run, a sentence; empty if nothing is known against it
 */
public record GraphReport(String file, long bytes, boolean checked, Optional<String> damage) {}

/**
 * A model folder as found on disk: its configuration as records, and where each tensor lies.
 *
 * <p>Mingle implements everything here; the tensor runtime, the network descriptions, the trainer
 * and whoever inspects a folder call it. Nothing in this package needs the engine, maps memory or
 * loads a weight: {@link io.mingle.model.ModelFolder#open} reads a few kilobytes of JSON and
 * headers, checks them against the files, and says in one message what does not fit.
 */
@Export
@Version("1.0.0")
package io.mingle.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Training and evaluating a model on the network descriptions that also serve.
 *
 * <p>{@code io.mingle.trainer} implements {@link io.mingle.api.training.Training}; the command line
 * and other hosts call it and show the progress it reports.
 */
@Export
@Version("0.1.0")
package io.mingle.api.training;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

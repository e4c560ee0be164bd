/**
 * Recorded episodes of public corpora, and the metrics by which steps are compared with them.
 *
 * <p>{@code io.mingle.gui} implements them. Evaluations and tasks of a training call them.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package io.mingle.gui.episode;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

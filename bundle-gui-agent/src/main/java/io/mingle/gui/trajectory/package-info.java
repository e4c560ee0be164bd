/**
 * Ways through simulated phones to learn from: what is seen, thought, made of the step before, and
 * done, with mistakes and how they are mended; and a review that rejects what does not fit
 * together.
 *
 * <p>{@code io.mingle.gui} implements them. Tasks of a training call them.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package io.mingle.gui.trajectory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

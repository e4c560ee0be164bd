/**
 * The vision encoder as a network description, from which both serving and training make their
 * programs.
 *
 * <p>Mingle implements this; the trainer uses it.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package io.mingle.vision.encoder;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * The audio encoder as a network description, from which both serving and training make their
 * programs.
 *
 * <p>Mingle implements this; who trains an audio encoder calls it.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package io.mingle.audio.encoder;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * The networks of the picture generator, as descriptions from which both serving and training make
 * their programs: what leads from the thinker's states to a condition, the diffusion transformer,
 * and the autoencoder.
 *
 * <p>Mingle implements this; the trainer uses it.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package io.mingle.gen.network;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

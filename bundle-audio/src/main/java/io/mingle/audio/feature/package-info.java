/**
 * Waveforms to features over mel, as part of a network's program.
 *
 * <p>Mingle implements this; who trains an audio encoder calls it.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package io.mingle.audio.feature;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

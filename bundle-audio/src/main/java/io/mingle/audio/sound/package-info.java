/**
 * Sound files to waveforms: decoding, one channel of all, and the model's number of samples per
 * second.
 *
 * <p>Mingle implements this; who trains an audio encoder calls it.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.2.0")
package io.mingle.audio.sound;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

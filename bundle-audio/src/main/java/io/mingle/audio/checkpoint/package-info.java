/**
 * Reads the tensors of files that PyTorch has saved, and writes those of the talker as safetensors.
 *
 * <p>Mingle implements these types; who converts a model calls them.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package io.mingle.audio.checkpoint;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

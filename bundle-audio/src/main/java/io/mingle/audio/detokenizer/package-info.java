/**
 * Codes of speech to sound: a flow-matching network makes a mel spectrogram of codec codes, and a
 * vocoder a wave of that, all at once or chunk by chunk (Z. Du and others, CosyVoice 2, 2024).
 *
 * <p>Mingle implements these types; whoever speaks calls them.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package io.mingle.audio.detokenizer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

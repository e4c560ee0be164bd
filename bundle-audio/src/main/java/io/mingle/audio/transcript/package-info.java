/**
 * What recognising speech needs besides a model: where speech is in a long recording, how a model
 * is asked and how its answer is read, and subtitles of what was said.
 *
 * <p>Mingle implements these types; whoever transcribes, or trains a model to, calls them.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package io.mingle.audio.transcript;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

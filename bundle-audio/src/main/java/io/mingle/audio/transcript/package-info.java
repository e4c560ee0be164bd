/**
 * What recognising speech needs besides a model: where speech is in a long recording, and subtitles
 * of what was said.
 *
 * <p>Mingle implements these types; whoever transcribes calls them.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package io.mingle.audio.transcript;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

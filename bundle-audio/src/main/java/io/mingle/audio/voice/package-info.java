/**
 * Voices of a talker: what is stored of one, and where.
 *
 * <p>Mingle implements this; who trains a talker writes voices with it.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package io.mingle.audio.voice;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

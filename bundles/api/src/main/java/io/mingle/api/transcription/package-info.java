/**
 * The typed services for recognising speech: what was said in recordings of any length and in sound
 * that comes live, and transcripts in the usual formats.
 *
 * <p>{@code io.mingle.audio} implements them. Hosts call them through the broker, so that they
 * never meet a stopped provider.
 */
@Export
@Version("1.0.0")
package io.mingle.api.transcription;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Decoding and encoding of sound, video and picture files that takes native code: services of
 * {@code io.mingle.media.ffmpeg}, which the skills that hear, watch and speak use where it is
 * installed; and the writing of WAV, which takes none.
 */
@Export
@Version("1.2.0")
package io.mingle.api.media;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

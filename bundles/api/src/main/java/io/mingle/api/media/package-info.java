/**
 * Decoding and encoding of sound and video files that takes native code: services of {@code
 * io.mingle.media.ffmpeg}, which the skills that hear, watch and speak use where it is installed;
 * and the writing of WAV, which takes none.
 */
@Export
@Version("1.1.0")
package io.mingle.api.media;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

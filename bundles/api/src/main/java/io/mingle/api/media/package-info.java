/**
 * Decoding of sound and video files that takes native code: a service of {@code
 * io.mingle.media.ffmpeg}, which the skills that hear and watch use where it is installed.
 */
@Export
@Version("1.1.0")
package io.mingle.api.media;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

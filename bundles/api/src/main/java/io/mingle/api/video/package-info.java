/**
 * The typed services for videos: questions, summaries, moments, and places of things in files; a
 * memory of a stream that goes on; and the encoding of frames.
 *
 * <p>{@code io.mingle.skill.video} implements {@link io.mingle.api.video.VideoWatching} and {@link
 * io.mingle.api.video.LiveWatching}, {@code io.mingle.vision} implements {@link
 * io.mingle.api.video.VideoEncoding}. Hosts call them through the broker, so that they never meet a
 * stopped provider.
 */
@Export
@Version("1.1.0")
package io.mingle.api.video;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Turns an encoded picture into the rows of numbers that a vision encoder reads.
 *
 * <p>The order of work is {@link io.mingle.vision.picture.PictureReader} (a file of any supported
 * format becomes an {@link io.mingle.vision.picture.RgbPicture}), then {@link
 * io.mingle.vision.picture.PicturePreprocessor} (two resizes, normalisation and cutting into {@link
 * io.mingle.vision.picture.Patches}). Everything here is plain Java on the caller's thread: no
 * tensor, no native code, no temporary file. The vision bundle and the trainer call it; nobody else
 * implements any of its types.
 */
@Version("1.0.0")
package io.mingle.vision.picture;

import org.osgi.annotation.versioning.Version;

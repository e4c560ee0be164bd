/** Decodes the frames of lossy WebP. */
package io.mingle.vision.picture.vp8;

/**
 * What was painted into a picture, as masks, boxes, lines and depths.
 *
 * <p>A decoder compares a {@linkplain io.mingle.vision.picture.RgbPicture picture} that a generator
 * drew with the reference that it was given, pixel by pixel; both have the size in which it was
 * drawn. {@link io.mingle.segmentation.decode.Frame} leads from there back to the picture itself.
 * Plain Java on the caller's thread, without state. Every constant stands in a record of settings.
 * The package is private to each bundle that has it: the services of this one, and those of others
 * that take it into their own jar.
 */
package io.mingle.segmentation.decode;

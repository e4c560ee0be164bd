/**
 * Operations on planes of numbers and on masks: thresholds, morphology, components, filters.
 *
 * <p>Everything here is plain Java on the caller's thread, keeps no state, and takes time linear in
 * the pixels.
 */
package io.mingle.segmentation.raster;

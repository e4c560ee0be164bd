/**
 * Masks, depths and pictures as others read them: run lengths of COCO, rings of GeoJSON, PNG files.
 * Plain Java on the caller's thread, without state.
 */
package io.mingle.segmentation.output;

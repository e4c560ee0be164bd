/** How well masks, boxes and depths agree with what is true. */
package io.mingle.segmentation.metric;

/**
 * The typed services for what is seen by drawing: masks, depths, edges and boxes. The picture is
 * edited by the model in use, and what was painted into it is read.
 *
 * <p>{@code io.mingle.skill.segmentation} implements them, on {@link
 * io.mingle.api.drawing.Editing}. Hosts call them through the broker, so that they never meet a
 * stopped provider.
 */
@Export
@Version("1.0.0")
package io.mingle.api.perception;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

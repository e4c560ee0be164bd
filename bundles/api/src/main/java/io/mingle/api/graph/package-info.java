/**
 * Networks that are published as graphs of ONNX, and no weights that a network of ours could take:
 * a service of {@code io.mingle.engine.onnx}, which skills use where it is installed.
 *
 * <p>Mingle implements this; skills call it.
 */
@Export
@Version("0.1.0")
package io.mingle.api.graph;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

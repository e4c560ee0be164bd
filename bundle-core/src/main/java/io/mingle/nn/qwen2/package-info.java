/**
 * Qwen2 as a network description: what the talker and the connector of the picture generator are
 * made of.
 *
 * <p>Mingle implements this; bundles that bring a network of this family use it.
 */
@Export
@Version("0.1.0")
package io.mingle.nn.qwen2;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * The layers that networks are put together from.
 *
 * <p>Mingle implements these types; a bundle that brings a network of its own builds it of them,
 * and adds layers of its own where these do not do.
 */
@Export
@Version("0.1.0")
package io.mingle.nn.layer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Which tensors the networks of the installed bundles take from a checkpoint.
 *
 * <p>A bundle that brings a network implements {@link io.mingle.inventory.TensorInventory} and
 * registers it as a service; {@code io.mingle.core} asks all of them when a folder is inspected. A
 * bundle asks {@link io.mingle.inventory.SubmodelCheck} before it loads its own network.
 */
@Export
@Version("0.1.0")
package io.mingle.inventory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

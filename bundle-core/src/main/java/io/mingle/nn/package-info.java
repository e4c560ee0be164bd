/**
 * Networks described in Java: parameters by their published names, and the table of kernels.
 *
 * <p>Mingle implements these types; a bundle that brings a network of its own builds its program
 * with them, so that formats and devices stay in one place.
 */
@Export
@Version("0.1.0")
package io.mingle.nn;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

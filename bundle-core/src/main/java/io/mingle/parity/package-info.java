/**
 * Comparing what networks compute with what the published implementation computed for the same
 * small random weights and input.
 *
 * <p>Mingle's core reads such reference values and judges differences. Bundles with networks
 * implement {@link io.mingle.parity.ParityCheck} and register it as a service; {@code mingle bench
 * parity} runs them all. Their tests compare with the same values in the same way.
 */
@Export
@Version("0.1.0")
package io.mingle.parity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * The decode engine: runs a causal network on sequences of rows, whose keys and values lie in pages
 * of a common pool.
 *
 * <p>Mingle implements this; a bundle that brings a causal network describes it as a {@link
 * io.mingle.decode.CausalNetwork} and decodes with a {@link io.mingle.decode.DecodeEngine}.
 */
@Export
@Version("0.1.0")
package io.mingle.decode;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

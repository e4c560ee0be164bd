/**
 * What benchmarks measure with: times of repeated work, and what the machine allows in the same
 * run.
 *
 * <p>Mingle implements these types; bundles call them in a {@link io.mingle.api.bench.Benchmark} of
 * their own.
 */
@Export
@Version("0.1.0")
package io.mingle.bench;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

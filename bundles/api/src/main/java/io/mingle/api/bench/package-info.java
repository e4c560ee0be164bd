/**
 * Measurements that a bundle can make of itself.
 *
 * <p>Bundles implement {@link io.mingle.api.bench.Benchmark} and register it as a service; the
 * command line finds it by name and prints the report.
 */
@Export
@Version("0.1.0")
package io.mingle.api.bench;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

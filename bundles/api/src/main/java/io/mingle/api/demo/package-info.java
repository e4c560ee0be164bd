/**
 * What a bundle shows of itself to people who have just installed it.
 *
 * <p>Bundles implement {@link io.mingle.api.demo.Demo} and register it as a service with the
 * property {@code name}; {@code mingle demo} runs the cases of all of them and writes a page with
 * what went in and what came out.
 */
@Export
@Version("0.1.0")
package io.mingle.api.demo;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

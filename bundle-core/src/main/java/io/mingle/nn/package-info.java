/**
 * Networks described in Java: layers that declare parameters by their published names and write
 * what they compute as methods of a program, and the table of kernels.
 *
 * <p>A layer takes a {@link io.mingle.nn.Scope} when it is made, which gives it its {@link
 * io.mingle.nn.Weight}s. Later it is applied to a {@link io.mingle.nn.Value}, and writes lines into
 * the {@link io.mingle.nn.Body} that the value belongs to: {@code
 * x.plus(attention.apply(norm.apply(x)))}. {@link io.mingle.nn.Methods} makes methods of bodies.
 *
 * <p>Mingle implements these types; a bundle that brings a network of its own builds its program
 * with them, so that formats and devices stay in one place.
 */
@Export
@Version("1.0.0")
package io.mingle.nn;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

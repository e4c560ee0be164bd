/**
 * The tensor runtime as skills see it: programs, weights and tensors as opaque, owned handles.
 *
 * <p>Mingle implements these types, skills call them. Nothing here names the library that does the
 * arithmetic, so that another back end can take its place.
 */
@Export
@Version("0.1.0")
package io.mingle.tensor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

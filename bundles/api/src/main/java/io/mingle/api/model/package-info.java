/**
 * What model is in use, where it lies, whether it is whole, and what memory it takes.
 *
 * <p>Bundles that bring a checkpoint implement {@link io.mingle.api.model.ModelSource}; {@code
 * io.mingle.core} consumes it and registers the other services, which hosts read.
 */
@Export
@Version("0.1.0")
package io.mingle.api.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

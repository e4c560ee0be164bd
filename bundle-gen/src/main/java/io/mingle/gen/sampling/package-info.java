/**
 * How a picture is come to from noise: the schedule of the noise, guidance, and the steps between.
 *
 * <p>Mingle implements this; the trainer uses it.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package io.mingle.gen.sampling;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

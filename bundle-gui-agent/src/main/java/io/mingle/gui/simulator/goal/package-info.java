/**
 * Goals on simulated phones: what is asked, how to see whether it was reached and what harm was
 * done, and the way there.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package io.mingle.gui.simulator.goal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

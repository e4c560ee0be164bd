/**
 * A simulated Android phone: it is drawn, it is used by touches, and what it holds can be checked.
 * The same seed gives the same phone, pixel by pixel on one machine.
 *
 * <p>{@code io.mingle.gui} implements it. Evaluations and tasks of a training call it.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package io.mingle.gui.simulator;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * What a simulated phone shows and how it is used: pages of elements, where they are, what a touch
 * does, how they are drawn. A phone is a value; a touch makes the next one.
 *
 * <p>{@code io.mingle.gui} implements it; tasks of a training read it.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package io.mingle.gui.simulator.ui;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

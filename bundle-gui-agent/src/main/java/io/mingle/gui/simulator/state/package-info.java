/**
 * What a simulated phone holds: settings, contacts, chats, alarms, a shop, articles. Immutable.
 *
 * <p>{@code io.mingle.gui} implements it; tasks of a training read it.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package io.mingle.gui.simulator.state;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * The typed service for acting on a screen: what is asked, what is done, what comes of it.
 *
 * <p>{@code io.mingle.gui} implements it. Hosts call it through the broker, so that they never meet
 * a stopped provider. Devices are in {@link io.mingle.api.gui.device}.
 */
@Export
@Version("1.1.0")
package io.mingle.api.gui;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * What a device has to do to be acted on.
 *
 * <p>Bundles that know a kind of device implement {@link io.mingle.api.gui.device.DeviceProvider}
 * and {@link io.mingle.api.gui.device.Device}; {@code io.mingle.gui} finds the providers as
 * services and calls them.
 */
@Export
@Version("1.0.0")
package io.mingle.api.gui.device;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

package io.mingle.api.gui.device;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows a kind of device. Registered as a service with the property {@value #SCHEME}.
 *
 * <p>Safe to call from any thread.
 */
@ConsumerType
public interface DeviceProvider {

    /** The service property that says which addresses are its own: {@code sim}, {@code adb}. */
    String SCHEME = "mingle.device.scheme";

    /**
     * Opens a device.
     *
     * @param rest of the address, behind the scheme and a colon; empty if there is none
     * @return the device, to be closed by the caller
     * @throws InvalidRequestException if the address cannot be read
     * @throws SkillUnavailableException if the device cannot be reached
     */
    Device open(String rest);
}

package io.mingle.gui.simulator;

import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.DeviceProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Switches simulated phones on: {@code sim}, {@code sim:7/zh/360x640}. Each is one of its own. */
@Component(property = DeviceProvider.SCHEME + "=sim")
public final class SimulatorProvider implements DeviceProvider {

    @Override
    public Device open(String rest) {
        PhoneSetup setup = PhoneSetup.of(rest);
        return new SimulatedPhone(setup, setup.phone(List.of()));
    }
}

package io.mingle.gui.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.DeviceProvider;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Opens devices by their addresses; each has one run at a time. */
final class Devices {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final Broker broker;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    Devices(Broker broker) {
        this.broker = broker;
    }

    /** A device that this run has, with the lease on who provides it. */
    final class Taken implements AutoCloseable {

        private final Lease<DeviceProvider> lease;
        private final Device device;
        private final String name;

        private Taken(Lease<DeviceProvider> lease, Device device, String name) {
            this.lease = lease;
            this.device = device;
            this.name = name;
        }

        Device device() {
            return device;
        }

        @Override
        public void close() {
            // First: who waits in a provider until it is let go of is not to be refused then.
            taken.remove(name);
            try {
                device.close();
            } finally {
                lease.close();
            }
        }
    }

    /** Checks what can be known of an address without opening it. */
    private static void check(String address) {
        if (!SCHEME.matcher(scheme(address)).matches()) {
            throw new InvalidRequestException(
                    "The device '%s' was named. Write a kind of device, and which one behind a colon: sim, sim:7, adb:SERIAL, web:URL."
                            .formatted(address));
        }
    }

    private static String scheme(String address) {
        int colon = address.indexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }

    /**
     * Opens a device.
     *
     * @throws SkillUnavailableException if another run has it, or nobody provides it
     */
    Taken open(String address) {
        check(address);
        String scheme = scheme(address);
        String rest = address.equals(scheme) ? "" : address.substring(scheme.length() + 1);
        Lease<DeviceProvider> lease = lease(scheme);
        Device device = null;
        try {
            device = lease.service().open(rest);
            String name = device.name();
            if (!taken.add(name)) {
                throw new SkillUnavailableException(
                        "The device '%s' is used by another run. Wait until that has ended, or cancel it."
                                .formatted(name));
            }
            return new Taken(lease, device, name);
        } catch (RuntimeException | Error e) {
            if (device != null) {
                device.close();
            }
            lease.close();
            throw e;
        }
    }

    private Lease<DeviceProvider> lease(String scheme) {
        String filter = "(" + DeviceProvider.SCHEME + "=" + scheme + ")";
        try {
            return broker.lease(DeviceProvider.class, filter, WAIT);
        } catch (SkillUnavailableException e) {
            throw new SkillUnavailableException(
                    "Nobody here provides devices of the kind '%s'. Install the bundle that does, or take 'sim'."
                            .formatted(scheme),
                    e);
        }
    }
}

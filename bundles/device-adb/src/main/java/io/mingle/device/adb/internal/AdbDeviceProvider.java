package io.mingle.device.adb.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.DeviceProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Opens Android devices: {@code adb:SERIAL} through the adb server of this machine, {@code
 * adb:HOST:PORT} without one, and {@code adb} where that server knows a single device.
 */
@Component(property = DeviceProvider.SCHEME + "=adb")
public final class AdbDeviceProvider implements DeviceProvider {

    private static final int SERVER_PORT = 5037;
    private static final Pattern NETWORK =
            Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9._-]{1,253}):(\\d{1,5})");
    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9._:-]{0,128}");

    /** So long an agent that was replaced may take to let go of a device. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path keys;
    private final int serverPort;
    private final Occupied occupied;

    /** Uses the keys of adb itself, so that a device is asked about this machine once. */
    @Activate
    public AdbDeviceProvider() {
        this(Path.of(System.getProperty("user.home"), ".android"), serverPort(), PATIENCE);
    }

    /**
     * Makes one.
     *
     * @param keys the folder with the files {@code adbkey} and {@code adbkey.pub}, which are made
     *     where they are missing
     * @param serverPort where the adb server listens
     * @param patience how long to wait for a device that somebody else has
     */
    AdbDeviceProvider(Path keys, int serverPort, Duration patience) {
        this.keys = keys;
        this.serverPort = serverPort;
        this.occupied = new Occupied(patience);
    }

    private static int serverPort() {
        String port = System.getenv("ANDROID_ADB_SERVER_PORT");
        return port != null && port.matches("\\d{1,5}") ? Integer.parseInt(port) : SERVER_PORT;
    }

    @Override
    public Device open(String rest) {
        Matcher network = NETWORK.matcher(rest);
        if (network.matches()) {
            int port = Integer.parseInt(network.group(2));
            if (port < 1 || port > 65_535) {
                throw unreadable(rest);
            }
            return occupied.by(
                    AdbDevice.of(
                            rest, () -> DirectLink.open(network.group(1), port, AdbKeys.in(keys))));
        }
        if (!SERIAL.matcher(rest).matches()) {
            throw unreadable(rest);
        }
        return occupied.by(
                AdbDevice.of(
                        rest.isEmpty() ? "the only device" : rest,
                        () -> ServerLink.open(serverPort, rest)));
    }

    private static InvalidRequestException unreadable(String rest) {
        return new InvalidRequestException(
                "The device 'adb:%s' was named. Write adb: and a serial that 'adb devices' lists, such as adb:emulator-5554, or a host and a port, such as adb:192.168.1.20:5555."
                        .formatted(rest.length() > 200 ? rest.substring(0, 200) + "…" : rest));
    }
}

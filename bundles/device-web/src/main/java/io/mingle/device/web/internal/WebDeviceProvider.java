package io.mingle.device.web.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.DeviceProvider;
import java.net.URI;
import org.osgi.service.component.annotations.Component;

/** Opens web pages: {@code web:https://example.org/}. Each is in a browser of its own. */
@Component(property = DeviceProvider.SCHEME + "=web")
public final class WebDeviceProvider implements DeviceProvider {

    private static final int WIDTH = 1024;
    private static final int HEIGHT = 768;

    @Override
    public Device open(String rest) {
        URI address = address(rest);
        return OwnLoader.during(() -> new WebDevice(address, WIDTH, HEIGHT));
    }

    private static URI address(String rest) {
        try {
            URI address = URI.create(rest);
            boolean web =
                    "https".equalsIgnoreCase(address.getScheme())
                            || "http".equalsIgnoreCase(address.getScheme());
            if (web && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as every address that is none.
        }
        throw new InvalidRequestException(
                "The page 'web:%s' was asked for. Write web: and an address of HTTP or HTTPS, such as web:https://example.org/."
                        .formatted(rest));
    }
}

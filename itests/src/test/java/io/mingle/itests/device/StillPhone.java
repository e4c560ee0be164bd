package io.mingle.itests.device;

import io.mingle.api.content.Picture;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.DeviceProvider;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.api.gui.device.ScreenSize;
import io.mingle.itests.skill.BundleJar;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * A device on which nothing ever moves, and the bundle that brings it, as somebody else's would.
 */
public final class StillPhone implements DeviceProvider, BundleActivator {

    private static final String NAME = "example.phone";

    /** White, 9 × 16 pixels, as PNG in base64. */
    private static final String SCREENSHOT =
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAQCAAAAADhIwqfAAAAD0lEQVR42mP4"
                    + "DwMMg5IFANY0j3GgXVV0AAAAAElFTkSuQmCC";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Creates it; called by the framework. */
    public StillPhone() {}

    /** Makes the bundle. */
    public static InputStream jar(String version) throws IOException {
        return new BundleJar(NAME, version)
                .header("Bundle-Activator", StillPhone.class.getName())
                .header(
                        "Import-Package",
                        "org.osgi.framework,io.mingle.api.content,io.mingle.api.gui,io.mingle.api.gui.device")
                .code(StillPhone.class.getName())
                .code(Opened.class.getName())
                .open();
    }

    @Override
    public void start(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(SCHEME, "still");
        context.registerService(DeviceProvider.class, this, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }

    @Override
    public Device open(String rest) {
        return new Opened("still:" + NUMBERS.incrementAndGet());
    }

    private static final class Opened implements Device {

        private final String name;
        private boolean closed;

        Opened(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isReal() {
            return false;
        }

        @Override
        public Set<ActionKind> abilities() {
            return Set.of(ActionKind.SCROLL);
        }

        @Override
        public ScreenSize size() {
            return new ScreenSize(9, 16);
        }

        @Override
        public Screen look() {
            if (closed) {
                throw new IllegalStateException(name + " was let go of");
            }
            return new Screen(
                    new Picture("a.png", Base64.getDecoder().decode(SCREENSHOT)),
                    9,
                    16,
                    "Still",
                    List.of(new ScreenElement("text", "Still", 0, 0, 1, 1, false)));
        }

        @Override
        public void perform(Action action) {
            // Nothing moves.
        }

        @Override
        public boolean isStill() {
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}

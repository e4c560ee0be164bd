package io.mingle.gui.simulator;

import io.mingle.api.content.Picture;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.InternalException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.api.gui.device.ScreenSize;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.ui.AppId;
import io.mingle.gui.simulator.ui.Hands;
import io.mingle.gui.simulator.ui.Layout;
import io.mingle.gui.simulator.ui.Painter;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.gui.simulator.ui.Size;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;

/** A simulated phone as a device. Its screen moves for one look after each action. */
public final class SimulatedPhone implements Device {

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Set<ActionKind> ABILITIES =
            EnumSet.of(
                    ActionKind.TAP,
                    ActionKind.LONG_PRESS,
                    ActionKind.SWIPE,
                    ActionKind.SCROLL,
                    ActionKind.TYPE,
                    ActionKind.PRESS,
                    ActionKind.OPEN_APP);

    private final PhoneSetup setup;
    private final String name;
    private volatile Phone phone;
    private volatile boolean moving;

    /**
     * Switches a phone on.
     *
     * @param setup which phone
     * @param phone its first moment, mostly {@link PhoneSetup#phone}
     * @throws EngineUnavailableException if this machine has no letters for its language
     */
    public SimulatedPhone(PhoneSetup setup, Phone phone) {
        this.setup = setup;
        this.phone = phone;
        name = setup.address() + "#" + NUMBERS.incrementAndGet();
        if (!Awt.use(() -> Painter.canWrite(setup.language()))) {
            throw new EngineUnavailableException(
                    "The simulated phone writes in the language '%s', and no font of this machine has its letters. Install one (Debian: fonts-wqy-zenhei or fonts-dejavu-core), or take another language."
                            .formatted(setup.language().code()),
                    null);
        }
    }

    /** Returns the languages whose letters the fonts of this machine have; English at least. */
    public static List<Language> languages() {
        return Awt.use(
                () ->
                        Arrays.stream(Language.values())
                                .filter(it -> it == Language.EN || Painter.canWrite(it))
                                .toList());
    }

    /** Returns the phone as it is now, for checks of what it holds. */
    public Phone phone() {
        return phone;
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
        return ABILITIES;
    }

    @Override
    public ScreenSize size() {
        return new ScreenSize(setup.size().width(), setup.size().height());
    }

    @Override
    public Screen look() {
        Phone now = phone;
        Size size = setup.size();
        List<ScreenElement> elements = elements(now, size);
        AppId front = now.ui().place().app();
        String app = front == AppId.HOME ? "" : front.name(now.state().language());
        return new Screen(screenshot(now, setup), size.width(), size.height(), app, elements);
    }

    /** Returns what a phone tells of its screen: nothing of one that must not be photographed. */
    public static List<ScreenElement> elements(Phone phone, Size size) {
        Layout layout = Layout.of(phone, size);
        return layout.shown().secure()
                ? List.of()
                : layout.reachable().stream().map(it -> element(it, size)).toList();
    }

    /** Returns what a phone shows, as PNG. */
    public static Picture screenshot(Phone phone, PhoneSetup setup) {
        byte[] bytes =
                Awt.use(
                        () -> {
                            BufferedImage image = Painter.paint(phone, setup.size(), setup.look());
                            ByteArrayOutputStream png = new ByteArrayOutputStream();
                            ImageIO.write(image, "png", png);
                            return png.toByteArray();
                        });
        return new Picture("screen.png", bytes);
    }

    private static ScreenElement element(Placed placed, Size size) {
        Rectangle seen = placed.seen();
        String text = placed.element().text();
        String detail = placed.element().detail();
        return new ScreenElement(
                placed.element().role().name().toLowerCase(Locale.ROOT),
                detail.isEmpty() ? text : text + ": " + detail,
                share(seen.x, size.width()),
                share(seen.y, size.height()),
                share(seen.x + seen.width, size.width()),
                share(seen.y + seen.height, size.height()),
                placed.element().isTouchable());
    }

    private static double share(int pixel, int side) {
        return Math.max(0, Math.min(1, (double) pixel / side));
    }

    @Override
    public void perform(Action action) {
        phone = Hands.act(phone, setup.size(), action);
        moving = true;
    }

    @Override
    public boolean isStill() {
        boolean still = !moving;
        moving = false;
        return still;
    }

    @Override
    public void close() {
        // It holds nothing.
    }

    /** Work with {@code java.awt}, whose first use keeps the context class loader for good. */
    static final class Awt {

        private Awt() {}

        interface Work<T> {
            T result() throws IOException;
        }

        static <T> T use(Work<T> work) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            try {
                return work.result();
            } catch (IOException e) {
                throw new InternalException(
                        "The screen of the simulated phone could not be written as PNG (%s). Free some memory and try again."
                                .formatted(e.getMessage()),
                        e);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}

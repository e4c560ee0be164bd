package io.mingle.gui.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.DeviceProvider;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.api.gui.device.ScreenSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;

/** A device with one screen, on which what goes wrong can be chosen. It provides itself. */
final class FakeDevice implements Device, DeviceProvider {

    final List<Action> performed = new ArrayList<>();
    ScreenSize size = new ScreenSize(90, 160);
    ScreenSize turned;
    int background = 0x336699;

    /** Where something is on it, as a fraction of its height. */
    double top = 0.5;

    volatile List<ScreenElement> elements = List.of(button("OK"));
    String app = "Home";
    boolean real;
    boolean moving;
    Optional<byte[]> sent = Optional.empty();
    int goneAfter = Integer.MAX_VALUE;
    volatile int closed;
    volatile Runnable whenClosed = () -> {};

    /** Makes a button that covers the screen. */
    static ScreenElement button(String text) {
        return new ScreenElement("button", text, 0, 0, 1, 1, true);
    }

    @Override
    public Device open(String rest) {
        return this;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean isReal() {
        return real;
    }

    @Override
    public Set<ActionKind> abilities() {
        return EnumSet.complementOf(EnumSet.of(ActionKind.HOVER, ActionKind.SELECT));
    }

    @Override
    public ScreenSize size() {
        return turned == null ? size : turned;
    }

    @Override
    public Screen look() {
        if (performed.size() >= goneAfter) {
            throw new SkillUnavailableException("The device 'fake' has gone away. Plug it in.");
        }
        return new Screen(picture(), size.width(), size.height(), app, elements);
    }

    private Picture picture() {
        if (sent.isPresent()) {
            return new Picture("screen.png", sent.get());
        }
        BufferedImage image =
                new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_BINARY);
        if (background != 0) {
            Graphics2D pen = image.createGraphics();
            pen.fillRect(0, (int) (size.height() * top), size.width(), size.height() / 20);
            pen.dispose();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Picture("screen.png", png.toByteArray());
    }

    @Override
    public void perform(Action action) {
        performed.add(action);
    }

    @Override
    public boolean isStill() {
        return !moving;
    }

    @Override
    public void close() {
        closed++;
        whenClosed.run();
    }
}

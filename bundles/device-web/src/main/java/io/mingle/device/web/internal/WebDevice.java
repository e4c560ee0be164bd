package io.mingle.device.web.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.api.gui.device.ScreenSize;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.MoveTargetOutOfBoundsException;
import org.openqa.selenium.interactions.WheelInput;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A page in a browser of its own. Its app is the host that the page is from. */
final class WebDevice implements Device {

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Duration HELD = Duration.ofSeconds(1);
    private static final String ELEMENTS = script("elements.js");

    /** Of other fields, one would send a file, and a blank would press the rest. */
    private static final String WRITABLE =
            """
            const it = arguments[0];
            return it.isContentEditable || it.matches('textarea') || it.matches('input')
                && !/^(file|submit|image|button|reset|checkbox|radio)$/.test(it.type);
            """;

    private static final Set<ActionKind> ABILITIES =
            EnumSet.of(
                    ActionKind.TAP,
                    ActionKind.LONG_PRESS,
                    ActionKind.SWIPE,
                    ActionKind.SCROLL,
                    ActionKind.TYPE,
                    ActionKind.PRESS,
                    ActionKind.HOVER,
                    ActionKind.SELECT);

    private final URI start;
    private final Chromium browser;
    private final RemoteWebDriver driver;
    private final String name;
    private byte[] seen = {};
    private boolean closed;

    /**
     * Opens a page.
     *
     * @throws SkillUnavailableException if the browser does not start or the page does not load
     */
    WebDevice(URI start, int width, int height) {
        this.start = start;
        browser = Chromium.start(width, height);
        driver = browser.driver();
        name = "web:" + start + "#" + NUMBERS.incrementAndGet();
        try {
            driver.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(1));
            driver.get(start.toString());
        } catch (WebDriverException e) {
            close();
            throw new SkillUnavailableException(
                    "The page '%s' could not be opened (%s). Check the address."
                            .formatted(start, Chromium.firstLine(e)),
                    e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isReal() {
        return true;
    }

    @Override
    public Set<ActionKind> abilities() {
        return ABILITIES;
    }

    @Override
    public ScreenSize size() {
        return talking(
                () -> {
                    List<?> size =
                            (List<?>)
                                    driver.executeScript(
                                            "return [window.innerWidth, window.innerHeight]");
                    return new ScreenSize(
                            ((Number) size.get(0)).intValue(), ((Number) size.get(1)).intValue());
                });
    }

    @Override
    public Screen look() {
        return talking(
                () -> {
                    ScreenSize size = size();
                    byte[] png = driver.getScreenshotAs(OutputType.BYTES);
                    return new Screen(
                            new Picture("page.png", png),
                            size.width(),
                            size.height(),
                            host(),
                            elements());
                });
    }

    private String host() {
        String address = driver.getCurrentUrl();
        try {
            String host = URI.create(String.valueOf(address)).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private List<ScreenElement> elements() {
        List<ScreenElement> elements = new ArrayList<>();
        for (Object each : (List<?>) driver.executeScript(ELEMENTS)) {
            List<?> its = (List<?>) each;
            elements.add(
                    new ScreenElement(
                            String.valueOf(its.get(0)),
                            String.valueOf(its.get(1)),
                            share(its.get(2)),
                            share(its.get(3)),
                            share(its.get(4)),
                            share(its.get(5)),
                            Boolean.TRUE.equals(its.get(6))));
        }
        return elements;
    }

    private static double share(Object number) {
        return Math.max(0, Math.min(1, ((Number) number).doubleValue()));
    }

    @Override
    public void perform(Action action) {
        talking(
                () -> {
                    // What an action changes may come later than two looks that are the same.
                    seen = new byte[0];
                    ScreenSize size = size();
                    if (action instanceof Action.Tap tap) {
                        at(tap.at(), size).click().perform();
                    } else if (action instanceof Action.LongPress press) {
                        at(press.at(), size).clickAndHold().pause(HELD).release().perform();
                    } else if (action instanceof Action.Hover hover) {
                        at(hover.at(), size).perform();
                    } else if (action instanceof Action.Scroll scroll) {
                        scroll(new Point(0.5, 0.5), scroll.direction(), size);
                    } else if (action instanceof Action.Swipe swipe) {
                        scroll(swipe.from(), swipe.direction(), size);
                    } else if (action instanceof Action.Type type) {
                        type(type.text());
                    } else if (action instanceof Action.Press press) {
                        press(press.key());
                    } else if (action instanceof Action.Select select) {
                        select(select, size);
                    }
                    return null;
                });
    }

    private Actions at(Point spot, ScreenSize size) {
        return new Actions(driver)
                .moveToLocation(spot.pixelX(size.width()), spot.pixelY(size.height()));
    }

    private void scroll(Point from, Direction direction, ScreenSize size) {
        int across = size.width() * 3 / 4;
        int down = size.height() * 3 / 4;
        WheelInput.ScrollOrigin origin =
                WheelInput.ScrollOrigin.fromViewport(
                        from.pixelX(size.width()), from.pixelY(size.height()));
        Actions actions = new Actions(driver);
        switch (direction) {
            case UP -> actions.scrollFromOrigin(origin, 0, -down).perform();
            case DOWN -> actions.scrollFromOrigin(origin, 0, down).perform();
            case LEFT -> actions.scrollFromOrigin(origin, -across, 0).perform();
            case RIGHT -> actions.scrollFromOrigin(origin, across, 0).perform();
        }
    }

    /**
     * What is typed is text: characters that stand for keys are left out. It goes to the keyboard
     * and not to the field: WebDriver would take it as the name of a file to send, if the page
     * makes the field one of files meanwhile.
     */
    private void type(String text) {
        WebElement field = driver.switchTo().activeElement();
        boolean writable = Boolean.TRUE.equals(driver.executeScript(WRITABLE, field));
        if (!writable) {
            throw new InvalidRequestException(
                    "No field for text has the focus, so that nothing can be typed. Click a field"
                            + " first.");
        }
        String typed =
                text.replaceAll("[\\uE000-\\uF8FF]", "")
                        .replaceAll("\\R", Keys.ENTER.toString())
                        .replace("\t", Keys.TAB.toString());
        if (!typed.isEmpty()) {
            new Actions(driver).sendKeys(typed).perform();
        }
    }

    private void press(Key key) {
        switch (key) {
            case BACK -> driver.navigate().back();
            case HOME -> driver.get(start.toString());
            case ENTER -> new Actions(driver).sendKeys(Keys.ENTER).perform();
        }
    }

    private void select(Action.Select select, ScreenSize size) {
        Object chosen =
                driver.executeScript(
                        """
                        const list = document.elementFromPoint(arguments[0], arguments[1])?.closest('select');
                        if (!list) return 'none';
                        const option = Array.from(list.options).find(it => it.text.trim() === arguments[2]);
                        if (!option) return Array.from(list.options).slice(0, 30).map(it => it.text.trim().slice(0, 100)).join(', ');
                        list.value = option.value;
                        list.dispatchEvent(new Event('input', {bubbles: true}));
                        list.dispatchEvent(new Event('change', {bubbles: true}));
                        return null;
                        """,
                        select.at().pixelX(size.width()),
                        select.at().pixelY(size.height()),
                        select.option().strip());
        if ("none".equals(chosen)) {
            throw new InvalidRequestException(
                    "There is no list to choose from at that spot. Look again.");
        }
        if (chosen != null) {
            throw new InvalidRequestException(
                    "The list has no entry '%s'. There are: %s."
                            .formatted(select.option(), chosen));
        }
    }

    @Override
    public boolean isStill() {
        return talking(
                () -> {
                    boolean loaded =
                            "complete".equals(driver.executeScript("return document.readyState"));
                    byte[] now = driver.getScreenshotAs(OutputType.BYTES);
                    boolean same = Arrays.equals(now, seen);
                    seen = now;
                    return loaded && same;
                });
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            OwnLoader.during(
                    () -> {
                        browser.close();
                        return null;
                    });
        }
    }

    private <T> T talking(Supplier<T> what) {
        try {
            return OwnLoader.during(what);
        } catch (MoveTargetOutOfBoundsException e) {
            throw new InvalidRequestException("That spot is not on the page. Look again.", e);
        } catch (WebDriverException e) {
            throw new SkillUnavailableException(
                    "The browser with '%s' has gone away or does not answer (%s). Start again."
                            .formatted(start, Chromium.firstLine(e)),
                    e);
        }
    }

    private static String script(String name) {
        try (InputStream in = WebDevice.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InternalException(
                    "The script '%s' of the bundle io.mingle.device.web cannot be read. Build it anew."
                            .formatted(name),
                    e);
        }
    }
}

package io.mingle.device.web.internal;

import io.mingle.api.error.SkillUnavailableException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.RemoteWebDriver;

/** The Chromium of this machine, with its chromedriver. Nothing is fetched. */
final class Chromium implements AutoCloseable {

    /** It would tell at each start that it knows this Chromium's own protocol in part only. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final Logger LOG = Logger.getLogger("io.mingle.device.web");

    private final ChromeDriverService service;
    private final RemoteWebDriver driver;

    private Chromium(ChromeDriverService service, RemoteWebDriver driver) {
        this.service = service;
        this.driver = driver;
    }

    RemoteWebDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } catch (WebDriverException e) {
            // It has gone by itself.
        } finally {
            service.stop();
        }
    }

    /** Returns the program that shows pages, if it is installed. */
    static Optional<Path> program() {
        return onPath("chromium", "chromium-browser", "google-chrome", "chrome");
    }

    /** Returns the program that drives it, if it is installed. */
    static Optional<Path> control() {
        return onPath("chromedriver");
    }

    /**
     * Starts one, with a profile of its own that goes when it ends.
     *
     * @throws SkillUnavailableException if it is not installed, or does not start
     */
    static Chromium start(int width, int height) {
        if (program().isEmpty() || control().isEmpty()) {
            throw new SkillUnavailableException(
                    "A web page was to be acted on, and there is no %s on the path. Install Chromium with a chromedriver of its version (Debian: chromium, chromium-driver)."
                            .formatted(program().isEmpty() ? "chromium" : "chromedriver"));
        }
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program().get().toFile());
        options.setPageLoadStrategy(PageLoadStrategy.NORMAL);
        // A question of the page itself is answered with no.
        options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.DISMISS);
        options.addArguments(
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--window-size=" + width + "," + height);
        if (isRoot()) {
            // Chromium's sandbox refuses to work for root.
            LOG.warning(
                    "Mingle runs as root, so that Chromium has to run without its sandbox: a"
                            + " hostile page could take over this machine. Run Mingle as another"
                            + " user.");
            options.addArguments("--no-sandbox");
        }
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(control().get().toFile())
                        .usingAnyFreePort()
                        .build();
        try {
            service.start();
            return new Chromium(service, new RemoteWebDriver(service.getUrl(), options, false));
        } catch (WebDriverException | IOException e) {
            service.stop();
            String found = e instanceof WebDriverException known ? firstLine(known) : e.toString();
            throw new SkillUnavailableException(
                    "Chromium did not start (%s). See whether '%s' and '%s' have the same version."
                            .formatted(found, program().get(), control().get()),
                    e);
        }
    }

    /** Returns what Selenium says without what it knows of the machine. */
    static String firstLine(WebDriverException e) {
        String message = String.valueOf(e.getRawMessage());
        return message.lines().findFirst().orElse("no reason given");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Optional<Path> onPath(String... names) {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        return Stream.of(names)
                .flatMap(
                        name ->
                                Stream.of(path.split(File.pathSeparator))
                                        .filter(it -> !it.isBlank())
                                        .map(it -> Path.of(it, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

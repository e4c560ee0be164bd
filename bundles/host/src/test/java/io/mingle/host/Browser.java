package io.mingle.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium. */
final class Browser implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private static final Optional<Path> PROGRAM =
            program("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final Optional<Path> CONTROL = program("chromedriver");

    /** It would tell at each start that it knows this Chromium's own protocol in part only. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final WebDriverWait wait;

    /** Starts one that speaks a language, such as {@code en}. */
    Browser(Path folder, String language) {
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(PROGRAM.orElseThrow().toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                // Colours that are on their way are neither of the two that are to be read.
                "--force-prefers-reduced-motion",
                "--lang=" + language,
                "--user-data-dir=" + folder.resolve("profile-" + System.nanoTime()),
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream");
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(CONTROL.orElseThrow().toFile())
                        .usingAnyFreePort()
                        .build();
        driver = new ChromeDriver(service, options);
        wait = new WebDriverWait(driver, LIMIT);
        wait.ignoring(StaleElementReferenceException.class);
    }

    /** Skips a test where there is none, or none that goes with its driver. */
    static void assumeInstalled() {
        Optional<String> version = PROGRAM.flatMap(Browser::version);
        assumeTrue(
                version.isPresent() && version.equals(CONTROL.flatMap(Browser::version)),
                "No Chromium with a chromedriver of its version is on the path, so the page is not"
                        + " looked at.");
    }

    /** Returns the first part of what a program says of its version. */
    private static Optional<String> version(Path program) {
        try {
            Process process =
                    new ProcessBuilder(program.toString(), "--version")
                            .redirectErrorStream(true)
                            .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            Matcher number = Pattern.compile("(\\d+)\\.\\d+").matcher(said);
            return number.find() ? Optional.of(number.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(
                        name ->
                                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Begins anew, which takes less than another one: in a window that has seen no page, without
     * what pages of a server have kept.
     */
    void forget(URI server) {
        String before = driver.getWindowHandle();
        String fresh = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
        driver.switchTo().window(before).close();
        driver.switchTo().window(fresh);
        driver.executeCdpCommand(
                "Storage.clearDataForOrigin",
                Map.of("origin", server.resolve("/").toString(), "storageTypes", "all"));
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.manage().logs().get(LogType.BROWSER);
    }

    /** Opens a page in a window of this size, in CSS pixels. */
    void open(URI page, int width, int height) {
        size(width, height);
        driver.get(page.toString());
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    ChromeDriver driver() {
        return driver;
    }

    WebElement find(String css) {
        return wait.until(it -> it.findElement(By.cssSelector(css)));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    String text(String css) {
        return find(css).getText();
    }

    /** Runs a script with what it asks for as {@code arguments[0]} and so on. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits until something holds, and says what was waited for if it never does. */
    void await(String what, Supplier<Boolean> holds) {
        wait.withMessage(what).until(it -> holds.get());
    }

    void awaitText(String css, String text) {
        await(text + " in " + css, () -> text(css).contains(text));
    }

    /** Checks that the page has complained of nothing. */
    void assertQuiet() {
        List<String> complaints =
                driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(it -> it.getLevel().intValue() >= Level.WARNING.intValue())
                        .map(Object::toString)
                        .toList();
        assertEquals(List.of(), complaints);
    }

    @Override
    public void close() {
        driver.quit();
    }
}

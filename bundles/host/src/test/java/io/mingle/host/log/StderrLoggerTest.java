package io.mingle.host.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.SLF4JServiceProvider;

class StderrLoggerTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true);
    private final Logger logger = new StderrLogger("io.mingle.Some", () -> stream);

    @BeforeEach
    @AfterEach
    void reset() {
        LogLevel.show(Level.WARN);
    }

    @Test
    void warningIsOneLineWithItsReason() {
        logger.info("nobody wants to know");
        logger.warn("could not open {}", "a.png", new IllegalStateException("two\nlines"));
        assertEquals(
                "mingle: warning: could not open a.png (java.lang.IllegalStateException: two"
                        + " lines)",
                bytes.toString().strip());
    }

    @Test
    void whatWasToldAsAnErrorNeedNotBeToldAgain() {
        logger.error("The engine cannot be used. {}", "The disk of\n  StderrLoggerTest is full.");
        logger.warn("A warning of StderrLoggerTest.");
        assertTrue(ToldErrors.contains("The disk of StderrLoggerTest is full."));
        assertFalse(ToldErrors.contains("The disk of StderrLoggerTest is well."));
        assertFalse(ToldErrors.contains("A warning of StderrLoggerTest."));
        assertFalse(ToldErrors.contains(""));
    }

    @Test
    void everythingIsShownWhereItIsWanted() {
        LogLevel.show(Level.INFO);
        logger.info("opened {}", "a.png", new IllegalStateException("why"));
        assertTrue(bytes.toString().startsWith("mingle: info: Some: opened a.png"));
        assertTrue(bytes.toString().contains("\tat io.mingle.host.log.StderrLoggerTest"));
    }

    @Test
    void whatALoggerInformsAboutCanBeShownWithoutTheRest() {
        LogLevel.alsoShow("io.mingle.told");
        new StderrLogger("io.mingle.told", () -> stream).info("birds is installed");
        logger.info("nobody wants to know");
        assertEquals("mingle: birds is installed", bytes.toString().strip());
    }

    @Test
    void aProgramThatEmbedsMingleKeepsItsOwnLogging() {
        assertTrue(
                ServiceLoader.load(SLF4JServiceProvider.class).stream()
                        .noneMatch(it -> it.type().getName().startsWith("io.mingle")));
    }
}

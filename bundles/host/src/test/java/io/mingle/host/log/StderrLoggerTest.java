package io.mingle.host.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

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
    void everythingIsShownWhereItIsWanted() {
        LogLevel.show(Level.INFO);
        logger.info("opened {}", "a.png", new IllegalStateException("why"));
        assertTrue(bytes.toString().startsWith("mingle: info: Some: opened a.png"));
        assertTrue(bytes.toString().contains("\tat io.mingle.host.log.StderrLoggerTest"));
    }

    @Test
    void slf4jFindsThisLogging() {
        assertTrue(
                LoggerFactory.getILoggerFactory().getLogger("x") instanceof StderrLogger,
                LoggerFactory.getILoggerFactory()::toString);
    }
}

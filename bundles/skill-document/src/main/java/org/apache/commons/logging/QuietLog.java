package org.apache.commons.logging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells for debugging what PDFBox finds wrong with a file. It would warn of each glyph that a font
 * lacks, of which the one who operates can mend none; what matters to the reader is told with the
 * page.
 */
final class QuietLog implements Log {

    private final Logger logger;

    QuietLog(String name) {
        logger = LoggerFactory.getLogger(name);
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return logger.isDebugEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return logger.isDebugEnabled();
    }

    @Override
    public boolean isFatalEnabled() {
        return logger.isDebugEnabled();
    }

    @Override
    public void trace(Object message) {}

    @Override
    public void trace(Object message, Throwable error) {}

    @Override
    public void debug(Object message) {}

    @Override
    public void debug(Object message, Throwable error) {}

    @Override
    public void info(Object message) {}

    @Override
    public void info(Object message, Throwable error) {}

    @Override
    public void warn(Object message) {
        logger.debug("{}", message);
    }

    @Override
    public void warn(Object message, Throwable error) {
        logger.debug("{}", message, error);
    }

    @Override
    public void error(Object message) {
        logger.debug("{}", message);
    }

    @Override
    public void error(Object message, Throwable error) {
        logger.debug("{}", message, error);
    }

    @Override
    public void fatal(Object message) {
        logger.debug("{}", message);
    }

    @Override
    public void fatal(Object message, Throwable error) {
        logger.debug("{}", message, error);
    }
}

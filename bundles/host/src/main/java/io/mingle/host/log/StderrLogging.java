package io.mingle.host.log;

import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The logging of the command line. SLF4J does not find it by itself: in a program that embeds
 * Mingle, the program's own logging is to be found.
 */
public final class StderrLogging implements SLF4JServiceProvider {

    private final ConcurrentHashMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new NOPMDCAdapter();

    /** Has SLF4J use it in this process; to be called before anything is logged. */
    public static void use() {
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, StderrLogging.class.getName());
        // SLF4J would tell that it has been told.
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    /** Creates the provider; called by SLF4J. */
    public StderrLogging() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, it -> new StderrLogger(it, () -> System.err));
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // Everything is there from the beginning.
    }
}

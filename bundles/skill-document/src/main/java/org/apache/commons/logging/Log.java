package org.apache.commons.logging;

/** What PDFBox logs to. */
public interface Log {

    boolean isTraceEnabled();

    boolean isDebugEnabled();

    boolean isInfoEnabled();

    boolean isWarnEnabled();

    boolean isErrorEnabled();

    boolean isFatalEnabled();

    void trace(Object message);

    void trace(Object message, Throwable error);

    void debug(Object message);

    void debug(Object message, Throwable error);

    void info(Object message);

    void info(Object message, Throwable error);

    void warn(Object message);

    void warn(Object message, Throwable error);

    void error(Object message);

    void error(Object message, Throwable error);

    void fatal(Object message);

    void fatal(Object message, Throwable error);
}

package org.apache.commons.logging;

/** Gives PDFBox its log. */
public final class LogFactory {

    private LogFactory() {}

    public static Log getLog(Class<?> type) {
        return new QuietLog(type.getName());
    }

    public static Log getLog(String name) {
        return new QuietLog(name);
    }
}

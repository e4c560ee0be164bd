package io.mingle.http.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes a line a request: for people in words, and for programs as pairs of keys and values. */
final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.mingle.http.access");

    private static final long NANOS_A_MILLISECOND = 1_000_000;

    private AccessLog() {}

    static void write(Served served, Level level) {
        long millis = served.nanos() / NANOS_A_MILLISECOND;
        LOG.atLevel(level)
                .addKeyValue("request", served.id())
                .addKeyValue("key", served.caller())
                .addKeyValue("method", served.method())
                .addKeyValue("route", served.route())
                .addKeyValue("status", served.status())
                .addKeyValue("error", served.error())
                .addKeyValue("millis", millis)
                .addKeyValue("read", served.read())
                .addKeyValue("written", served.written())
                .addKeyValue("trace", served.trace())
                .log(
                        "{} {} {} {} {}{}, {} ms, {} B read, {} B written{}",
                        served.id(),
                        served.caller(),
                        served.method(),
                        served.route(),
                        served.status(),
                        served.error().isEmpty() ? "" : " " + served.error(),
                        millis,
                        served.read(),
                        served.written(),
                        served.trace().isEmpty() ? "" : ", trace " + served.trace());
    }
}

package io.mingle.http.internal;

import io.mingle.http.internal.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.slf4j.event.Level;

/**
 * A way in for those who look on again and again: they are not counted or traced, and leave their
 * lines in the log at the level debug.
 */
record SideEntrance(Admission main, Function<HttpServletRequest, Caller> door) implements Entrance {

    @Override
    public Exchange exchange(HttpServletRequest request, HttpServletResponse response) {
        return main.untraced(request, response);
    }

    @Override
    public Caller enter(HttpServletRequest request) {
        return door.apply(request);
    }

    @Override
    public void ended(Served served) {
        AccessLog.write(served, Level.DEBUG);
    }
}

package io.mingle.http.internal.admin;

import io.mingle.http.internal.figures.Figures;
import io.mingle.http.internal.figures.MetricsServlet;
import jakarta.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /metrics} of the admin server, with an admin key. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/metrics",
            "osgi.http.whiteboard.target=" + AdminServer.TARGET
        })
public final class AdminMetricsServlet extends MetricsServlet {

    private static final long serialVersionUID = 1L;

    @Activate
    public AdminMetricsServlet(@Reference AdminEntrance entrance, @Reference Figures figures) {
        super(entrance, figures);
    }
}

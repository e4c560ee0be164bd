package io.mingle.http.internal.figures;

import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.Entrance;
import io.mingle.http.internal.Exchange;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /metrics} of the main server, for who may look on. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/metrics",
            "osgi.http.whiteboard.target=(!(mingle.server=admin))"
        })
public class MetricsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final transient Figures figures;

    @Activate
    public MetricsServlet(@Reference Admission admission, @Reference Figures figures) {
        this(admission.onlookers(), figures);
    }

    /** Makes one for another server. */
    protected MetricsServlet(Entrance entrance, Figures figures) {
        super(entrance, "GET");
        this.figures = figures;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        exchange.send(TYPE, figures.text().getBytes(StandardCharsets.UTF_8));
    }
}

package io.mingle.http.internal.admin;

import io.mingle.broker.Broker;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.agents.RunsApi;
import io.mingle.http.internal.agents.RunsUnderWay;
import jakarta.servlet.Servlet;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /admin/agents/runs}: acts on any device, and tells, approves and stops the runs of all.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/admin/agents/runs",
            "osgi.http.whiteboard.servlet.pattern=/admin/agents/runs/*",
            "osgi.http.whiteboard.target=" + AdminServer.TARGET
        })
public final class AdminRunsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient RunsApi api;

    @Activate
    public AdminRunsServlet(
            @Reference AdminEntrance entrance,
            @Reference Broker broker,
            @Reference RunsUnderWay runs) {
        super(entrance, "GET", "POST");
        api = new RunsApi(broker, runs);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        api.answer(exchange, run -> true, "admin:" + exchange.caller().name(), device -> {});
    }
}

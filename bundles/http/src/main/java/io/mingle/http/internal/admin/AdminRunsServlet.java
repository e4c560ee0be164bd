package io.mingle.http.internal.admin;

import io.mingle.broker.Broker;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.agents.RunUnderWay;
import io.mingle.http.internal.agents.RunsApi;
import io.mingle.http.internal.agents.RunsUnderWay;
import io.mingle.json.Shortened;
import io.mingle.trust.Audit;
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
        api.answer(exchange, new Desk(exchange.caller().name(), exchange.id()));
    }

    /** The runs of all, on any device; what is done to them is audited. */
    private record Desk(String key, String request) implements RunsApi.Desk {

        @Override
        public String owner() {
            return "admin:" + key;
        }

        @Override
        public boolean isVisible(RunUnderWay run) {
            return true;
        }

        @Override
        public void begins(String device) {
            record("asked to act on", Shortened.of(device));
        }

        @Override
        public void hasSaid(RunsApi.Said said, RunUnderWay run) {
            String what =
                    switch (said) {
                        case APPROVED -> "approved an action of";
                        case REFUSED -> "refused an action of";
                        case CANCELLED -> "stopped";
                    };
            record(what, run.id() + " on " + Shortened.of(run.device()));
        }

        private void record(String what, String subject) {
            Audit.record(what, subject, "the key '%s', %s".formatted(key, request), null);
        }
    }
}

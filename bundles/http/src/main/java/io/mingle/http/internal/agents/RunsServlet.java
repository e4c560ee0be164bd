package io.mingle.http.internal.agents;

import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.Exchange;
import jakarta.servlet.Servlet;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /v1/agents/runs}: acts on simulated devices. What is real would be moved by whoever may
 * ask a question; it is the admin server's.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/v1/agents/runs",
            "osgi.http.whiteboard.servlet.pattern=/v1/agents/runs/*"
        })
public final class RunsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient RunsApi api;

    @Activate
    public RunsServlet(
            @Reference Admission admission,
            @Reference Broker broker,
            @Reference RunsUnderWay runs) {
        super(admission, "GET", "POST");
        api = new RunsApi(broker, runs);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        if (!exchange.caller().mayCall(RunsApi.SKILL)) {
            throw new ApiException(
                    ApiError.of(403, "skill-refused", "This key may not call this skill."));
        }
        api.answer(exchange, new Desk("v1:" + exchange.caller().name()));
    }

    /** A caller's own runs, on devices that are nobody's. */
    private record Desk(String owner) implements RunsApi.Desk {

        @Override
        public boolean isVisible(RunUnderWay run) {
            return run.owner().equals(owner);
        }

        @Override
        public void begins(String device) {
            if (!device.equals("sim") && !device.startsWith("sim:")) {
                throw new ApiException(
                        ApiError.of(
                                403,
                                "device-refused",
                                "Only simulated devices ('sim') are acted on here. Others are acted"
                                        + " on at /admin/agents/runs of the admin server, with an"
                                        + " admin key."));
            }
        }

        @Override
        public void hasSaid(RunsApi.Said said, RunUnderWay run) {
            // What is done to a simulation of one's own is nobody else's business.
        }
    }
}

package io.mingle.http.internal.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.transcription.Transcription;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.http.internal.AdminAddress;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.BundleState;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Load;
import io.mingle.http.internal.Models;
import io.mingle.http.internal.skills.SkillNames;
import io.mingle.http.internal.skills.SkillStates;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code GET /v1/state}: what goes on now, for a page that asks every second. Asking counts against
 * no key and takes nobody's place.
 */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/v1/state")
public final class StateServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient Broker broker;
    private final transient Models models;
    private final transient SkillStates skills;
    private final transient Function<String, Optional<String>> admin;

    @Activate
    public StateServlet(
            @Reference Admission admission,
            @Reference Broker broker,
            @Reference SkillNames names,
            BundleContext context) {
        this(
                admission,
                broker,
                new SkillStates(
                        broker,
                        names,
                        it -> BundleState.of(context, it),
                        System::currentTimeMillis),
                calledAs -> AdminAddress.of(context, calledAs));
    }

    /** Makes one that knows nothing of a framework. */
    public StateServlet(
            Admission admission,
            Broker broker,
            SkillStates skills,
            Function<String, Optional<String>> admin) {
        super(admission.onlookers(), "GET");
        this.broker = broker;
        this.models = new Models(broker);
        this.skills = skills;
        this.admin = admin;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        Load load = exchange.load();
        ObjectNode state =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("object", "state")
                        .put("model", models.name().orElse(null));
        state.set("memory", memory());
        state.putObject("queue").put("running", load.running()).put("waiting", load.waiting());
        state.put("tokens_per_second", load.tokensPerSecond());
        ArrayNode all = state.putArray("skills");
        for (SkillStates.Listed it : skills.list(exchange.settings().patienceMillis())) {
            all.addObject()
                    .put("name", it.name())
                    .put("bundle", it.bundle())
                    .put("version", it.version())
                    .put("state", it.state().name().toLowerCase(Locale.ROOT));
        }
        state.put("draws", draws());
        state.put("hears", hears());
        state.put("largest_request", exchange.settings().largestRequest());
        state.put("admin", admin.apply(exchange.calledAs()).orElse(null));
        exchange.send(200, state);
    }

    /**
     * Tells whether pictures are made here: it takes a bundle, and a model that has a generator.
     */
    private boolean draws() {
        try (Lease<Drawing> lease = broker.lease(Drawing.class, Duration.ZERO)) {
            return !lease.service().sizes().isEmpty();
        } catch (MingleException e) {
            return false;
        }
    }

    /** Tells whether speech is written down here: it takes a bundle, and a model that has ears. */
    private boolean hears() {
        try (Lease<Transcription> lease = broker.lease(Transcription.class, Duration.ZERO)) {
            return lease.service().longestSeconds() > 0;
        } catch (MingleException e) {
            return false;
        }
    }

    /** Null while no core is there. */
    private ObjectNode memory() {
        try (Lease<MemoryReport> lease = broker.lease(MemoryReport.class, Duration.ZERO)) {
            return MemoryJson.of(lease.service());
        } catch (SkillUnavailableException e) {
            return null;
        }
    }
}

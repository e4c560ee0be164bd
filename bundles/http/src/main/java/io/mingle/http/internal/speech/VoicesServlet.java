package io.mingle.http.internal.speech;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.speech.Voice;
import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.BundleState;
import io.mingle.http.internal.Exchange;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /v1/audio/voices}: lists the voices that the model has. */
@Component(
        service = Servlet.class,
        property = "osgi.http.whiteboard.servlet.pattern=/v1/audio/voices")
public final class VoicesServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient Speakers speakers;

    @Activate
    public VoicesServlet(
            @Reference Admission admission, @Reference Broker broker, BundleContext context) {
        this(admission, broker, it -> BundleState.of(context, it));
    }

    /** Makes one that knows nothing of a framework. */
    public VoicesServlet(Admission admission, Broker broker, ToIntFunction<String> bundles) {
        super(admission, "GET");
        this.speakers = new Speakers(broker, bundles);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = json.putArray("data");
        ArrayNode names = json.putArray("voices");
        for (Voice voice : speakers.admit(exchange)) {
            names.add(voice.name());
            data.addObject()
                    .put("id", voice.name())
                    .put("object", "voice")
                    .put("name", voice.name())
                    .put("language", voice.language())
                    .put("description", voice.description());
        }
        exchange.send(200, json);
    }
}

package io.mingle.http.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Broker;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /v1/models}: the model that serves. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/v1/models",
            "osgi.http.whiteboard.servlet.pattern=/v1/models/*"
        })
public final class ModelsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient Models models;
    private final long created = System.currentTimeMillis() / 1000;

    @Activate
    public ModelsServlet(@Reference Admission admission, @Reference Broker broker) {
        super(admission, "GET");
        models = new Models(broker);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        Optional<String> name = models.name();
        if (!exchange.rest().isEmpty()) {
            models.check(exchange.rest(), exchange.lenient());
            exchange.send(200, model(name.orElseThrow(ModelsServlet::absent)));
            return;
        }
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        name.ifPresent(it -> data.add(model(it)));
        exchange.send(200, list);
    }

    private static SkillUnavailableException absent() {
        return new SkillUnavailableException("No model serves now. Ask again, or configure one.");
    }

    private ObjectNode model(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", name)
                .put("object", "model")
                .put("created", created)
                .put("owned_by", "mingle");
    }
}

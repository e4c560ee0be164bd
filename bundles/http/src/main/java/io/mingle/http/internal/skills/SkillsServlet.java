package io.mingle.http.internal.skills;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Json;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /v1/skills}: what can be called, also what nobody knew when this was written. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/v1/skills")
public final class SkillsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient Broker broker;
    private final transient SkillNames names;

    @Activate
    public SkillsServlet(
            @Reference Admission admission, @Reference Broker broker, @Reference SkillNames names) {
        super(admission, "GET");
        this.broker = broker;
        this.names = names;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (String name : names.all()) {
            data.add(skill(name));
        }
        exchange.send(200, list);
    }

    private ObjectNode skill(String name) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("object", "skill").put("name", name);
        try (Lease<Skill> lease =
                broker.lease(Skill.class, SkillNames.filter(name), Duration.ZERO)) {
            SkillDescription description = lease.service().description();
            json.put("version", description.version())
                    .put("description", description.summary())
                    .put("available", true);
            json.set("input_schema", Json.schema(name, description.inputSchema()));
            json.set("output_schema", Json.schema(name, description.outputSchema()));
        } catch (SkillUnavailableException e) {
            json.put("available", false);
        }
        return json;
    }
}

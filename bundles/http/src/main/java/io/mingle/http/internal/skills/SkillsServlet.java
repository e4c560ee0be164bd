package io.mingle.http.internal.skills;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/skills}: what can be called, also what nobody knew when this was written. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/v1/skills")
public final class SkillsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger("io.mingle.http");

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

    /** One that cannot be had, or described, keeps none of the others from being listed. */
    private ObjectNode skill(String name) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("object", "skill").put("name", name);
        try (Lease<Skill> lease =
                broker.lease(Skill.class, SkillNames.filter(name), Duration.ZERO)) {
            SkillDescription description = lease.service().description();
            JsonNode input = Json.made("A schema of " + name, description.inputSchema());
            JsonNode output = Json.made("A schema of " + name, description.outputSchema());
            json.put("version", description.version())
                    .put("description", description.summary())
                    .put("available", true);
            return json.<ObjectNode>set("input_schema", input).set("output_schema", output);
        } catch (RuntimeException e) {
            LOG.debug("The skill {} cannot be described", name, e);
            return json.put("available", false);
        }
    }
}

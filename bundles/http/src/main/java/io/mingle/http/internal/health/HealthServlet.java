package io.mingle.http.internal.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.skill.SkillDescription;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.Exchange;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code GET /health/live}, {@code /health/ready} and {@code /health/skills/{name}}: the results of
 * Felix Health Checks, for machines, with 200 or 503, without a key. Checks of others with the tags
 * {@code live} or {@code ready} count, too.
 */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/health/*")
public final class HealthServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private static final String SKILLS = "skills/";

    private static final List<Result.Status> WELL = List.of(Result.Status.OK, Result.Status.WARN);

    private final transient HealthCheckExecutor executor;

    @Activate
    public HealthServlet(@Reference Admission admission, @Reference HealthCheckExecutor executor) {
        super(admission.strangers(), "GET");
        this.executor = executor;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        List<HealthCheckExecutionResult> results =
                executor.execute(selector(exchange.rest()), new HealthCheckExecutionOptions());
        if (results.isEmpty()) {
            throw unknown();
        }
        Result.Status worst =
                results.stream()
                        .map(it -> it.getHealthCheckResult().getStatus())
                        .max(Enum::compareTo)
                        .orElseThrow();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", worst.name());
        ArrayNode checks = json.putArray("checks");
        results.forEach(it -> add(checks, it));
        exchange.send(WELL.contains(worst) ? 200 : 503, json);
    }

    private static HealthCheckSelector selector(String path) {
        if (path.equals("live") || path.equals("ready")) {
            return HealthCheckSelector.tags(path);
        }
        String name = path.startsWith(SKILLS) ? path.substring(SKILLS.length()) : "";
        if (!SkillDescription.isName(name)) {
            throw unknown();
        }
        return HealthCheckSelector.names(SkillChecks.PREFIX + name);
    }

    private static void add(ArrayNode checks, HealthCheckExecutionResult result) {
        ObjectNode check =
                checks.addObject()
                        .put("name", result.getHealthCheckMetadata().getName())
                        .put("status", result.getHealthCheckResult().getStatus().name())
                        .put("millis", result.getElapsedTimeInMs());
        ArrayNode messages = check.putArray("messages");
        for (ResultLog.Entry entry : result.getHealthCheckResult()) {
            messages.add(entry.getMessage());
        }
    }

    private static ApiException unknown() {
        return new ApiException(
                ApiError.notFound(
                        "not-found",
                        "There is no such check. There are /health/live, /health/ready and"
                                + " /health/skills/NAME for each skill."));
    }
}

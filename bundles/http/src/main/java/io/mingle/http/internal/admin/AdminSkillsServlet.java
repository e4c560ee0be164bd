package io.mingle.http.internal.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.broker.Broker;
import io.mingle.broker.Provider;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.Exchange;
import io.mingle.swap.Swapper;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /admin/skills}: what can be replaced, and what was. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/admin/skills",
            "osgi.http.whiteboard.target=" + AdminServer.TARGET
        })
public final class AdminSkillsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient InstalledSkills skills;
    private final transient Broker broker;
    private final transient Swapper swapper;

    @Activate
    public AdminSkillsServlet(
            @Reference AdminEntrance entrance,
            @Reference Broker broker,
            @Reference Swapper swapper,
            BundleContext context) {
        super(entrance, "GET");
        this.skills = new InstalledSkills(context, broker);
        this.broker = broker;
        this.swapper = swapper;
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        List<Provider> providers = broker.providers();
        Map<String, Map<String, Integer>> shares = broker.shares();
        skills.bundles().forEach((name, bundle) -> add(data, name, bundle, providers, shares));
        ArrayNode history = list.putArray("history");
        swapper.history().forEach(it -> history.add(AdminJson.of(it)));
        exchange.send(200, list);
    }

    private static void add(
            ArrayNode data,
            String name,
            Bundle bundle,
            List<Provider> providers,
            Map<String, Map<String, Integer>> shares) {
        String symbolic = bundle.getSymbolicName();
        ObjectNode skill =
                data.addObject()
                        .put("object", "admin.skill")
                        .put("name", name)
                        .put("bundle", symbolic)
                        .put("version", bundle.getVersion().toString());
        List<Provider> own = providers.stream().filter(it -> it.bundle().equals(symbolic)).toList();
        skill.put(
                "state",
                own.stream()
                        .map(Provider::state)
                        .filter(it -> !it.equals(Provider.ACTIVE))
                        .findFirst()
                        .orElse(Provider.ACTIVE));
        skill.put("calls", own.stream().mapToInt(Provider::leases).sum());
        ObjectNode parts = skill.putObject("shares");
        shares.getOrDefault(symbolic, Map.of()).forEach(parts::put);
    }
}

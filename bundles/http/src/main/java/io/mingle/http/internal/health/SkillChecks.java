package io.mingle.http.internal.health;

import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.broker.Broker;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A health check for each skill that has been there, also while its bundle is being replaced: one
 * that has gone is not well. There are none where nobody could ask for them.
 */
@Component(service = SkillChecks.class, immediate = true)
public final class SkillChecks {

    /** What tells the check of a skill from others by its name. */
    static final String PREFIX = "skill.";

    private final BundleContext context;
    private final Broker broker;
    private final Map<String, ServiceRegistration<HealthCheck>> checks = new HashMap<>();
    private final ServiceTracker<Skill, String> skills;

    @Activate
    public SkillChecks(
            @Reference Broker broker,
            @Reference HealthCheckExecutor executor,
            BundleContext context) {
        this.context = context;
        this.broker = broker;
        this.skills =
                new ServiceTracker<>(context, Skill.class, null) {
                    @Override
                    public String addingService(ServiceReference<Skill> skill) {
                        return added(String.valueOf(skill.getProperty("name")));
                    }

                    @Override
                    public void removedService(ServiceReference<Skill> skill, String name) {
                        // Its check stays, and says so.
                    }
                };
        skills.open();
    }

    private synchronized String added(String name) {
        if (SkillDescription.isName(name) && !checks.containsKey(name)) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put(HealthCheck.NAME, PREFIX + name);
            properties.put(HealthCheck.TAGS, new String[] {"skill"});
            properties.put(HealthCheck.RESULT_CACHE_TTL_IN_MS, 500L);
            checks.put(
                    name,
                    context.registerService(
                            HealthCheck.class, new SkillCheck(broker, name), properties));
        }
        return name;
    }

    @Deactivate
    void close() {
        skills.close();
        synchronized (this) {
            checks.values().forEach(ServiceRegistration::unregister);
            checks.clear();
        }
    }
}

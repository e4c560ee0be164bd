package io.mingle.swap.internal;

import io.mingle.api.skill.Skill;
import io.mingle.broker.absence.ActivationFailures;
import io.mingle.broker.absence.ReportedFailure;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Gets each skill of a newcomer once, since the service of a component is registered whether the
 * component can be activated or not.
 *
 * <p>A skill that all callers share stays in use afterwards, as the broker keeps those that it has
 * leased: the first call finds it built up, and it is not built up twice.
 */
final class SkillTrial {

    /**
     * A header whose value says why skills are not got in a trial: because that would load once
     * more what the version that serves has loaded. Its self-tests are run all the same.
     */
    static final String UNTRIED = "Mingle-Untried";

    private static final String SINGLETON = "singleton";

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;
    private final ActivationFailures failures;
    private final Bounded bounded;

    SkillTrial(BundleContext context, ServiceComponentRuntime runtime, Bounded bounded) {
        this.context = context;
        this.runtime = runtime;
        this.failures = new ActivationFailures(runtime);
        this.bounded = bounded;
    }

    /** Returns what is wrong with the skills of a bundle, for people; null if nothing is. */
    String of(Bundle bundle) {
        if (bundle.getHeaders("").get(UNTRIED) != null) {
            return null;
        }
        for (ServiceReference<?> reference : Services.references(bundle)) {
            if (List.of((String[]) reference.getProperty(Constants.OBJECTCLASS))
                    .contains(Skill.class.getName())) {
                String problem = of(reference, name(bundle, reference));
                if (problem != null) {
                    return problem;
                }
            }
        }
        // One that is activated as soon as it can be has failed already, and may be gone.
        return failures.of(bundle, Skill.class.getName()).map(Throwable::getMessage).orElse(null);
    }

    private static String name(Bundle bundle, ServiceReference<?> reference) {
        return "The skill %s of %s %s"
                .formatted(
                        reference.getProperty("name"),
                        bundle.getSymbolicName(),
                        bundle.getVersion());
    }

    private String of(ServiceReference<?> reference, String name) {
        try {
            String problem = bounded.run("mingle-trial", () -> got(reference));
            return problem == null ? null : name + " " + problem;
        } catch (ExecutionException e) {
            return name + " fails: " + ReportedFailure.tell(e.getCause());
        } catch (TimeoutException e) {
            return "%s was not activated within %s ms; raise selfTestLimitMillis of io.mingle.swap if it needs longer."
                    .formatted(name, bounded.limit().toMillis());
        }
    }

    private String got(ServiceReference<?> reference) {
        Object service = context.getService(reference);
        if (service == null) {
            return failures.of(reference)
                    .map(it -> "cannot be activated. " + it.getMessage())
                    .orElse("cannot be activated; see the log for the reason.");
        }
        try {
            if (!(service instanceof Skill skill)) {
                return "is none of the host's: it implements a class of that name of its own."
                        + " Import the package io.mingle.api.skill instead of bringing it.";
            }
            return skill.description() == null ? "does not describe itself." : null;
        } finally {
            if (!isShared(reference)) {
                context.ungetService(reference);
            }
        }
    }

    /** The framework takes every component for one that makes a service for each bundle. */
    private boolean isShared(ServiceReference<?> reference) {
        ComponentDescriptionDTO component =
                reference.getProperty(ComponentConstants.COMPONENT_NAME) instanceof String name
                        ? runtime.getComponentDescriptionDTO(reference.getBundle(), name)
                        : null;
        return SINGLETON.equals(
                component == null
                        ? reference.getProperty(Constants.SERVICE_SCOPE)
                        : component.scope);
    }
}

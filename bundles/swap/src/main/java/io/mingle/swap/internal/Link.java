package io.mingle.swap.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * A component and one service that it waits for.
 *
 * @param component the component
 * @param properties what its own services are registered with once it has started
 * @param service the name of the interface that it needs
 * @param target the filter that the service has to match; null if any will do
 */
record Link(
        ComponentDescriptionDTO component,
        Map<String, Object> properties,
        String service,
        String target) {

    /** Asks Declarative Services for all that there are now; the order is always the same. */
    static List<Link> all(ServiceComponentRuntime runtime) {
        List<Link> links = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration :
                    runtime.getComponentConfigurationDTOs(component)) {
                if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                        links.add(
                                new Link(
                                        component,
                                        configuration.properties,
                                        interfaceOf(component, missing.name),
                                        missing.target));
                    }
                }
            }
        }
        links.sort(Comparator.comparing(Link::toString));
        return links;
    }

    private static String interfaceOf(ComponentDescriptionDTO component, String reference) {
        return Arrays.stream(component.references)
                .filter(it -> it.name.equals(reference))
                .map((ReferenceDTO it) -> it.interfaceName)
                .findFirst()
                .orElse(reference);
    }

    /** Tells whether this would wait no longer if another component started. */
    boolean isWaitingFor(Link other) {
        return List.of(other.component.serviceInterfaces).contains(service)
                && (target == null || matches(target, other.properties));
    }

    private static boolean matches(String filter, Map<String, Object> properties) {
        try {
            return FrameworkUtil.createFilter(filter).matches(properties);
        } catch (InvalidSyntaxException e) {
            // Declarative Services takes it for a filter that nothing matches, too.
            return false;
        }
    }

    boolean isOf(Bundle bundle) {
        return component.bundle.id == bundle.getBundleId();
    }

    @Override
    public String toString() {
        return "the component %s of %s %s waits for %s"
                .formatted(
                        component.name,
                        component.bundle.symbolicName,
                        component.bundle.version,
                        target == null ? service : service + " " + target);
    }
}

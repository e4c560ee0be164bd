package io.mingle.broker.absence;

import io.mingle.api.error.MingleException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Why components could not be activated, as Declarative Services knows it.
 *
 * <p>The service of a component is registered before the component is built up. That is done, or
 * fails, when somebody asks for it; the framework then gives nothing and says nothing.
 */
public final class ActivationFailures {

    private final ServiceComponentRuntime runtime;

    /**
     * Creates it.
     *
     * @param runtime is asked each time
     */
    public ActivationFailures(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Looks for the failure of the component that a service belongs to, or of one that this needs.
     *
     * @param reference to a service that could not be had
     * @return a new error that tells it; empty if there is no such component, it is well, or what
     *     it needs has gone
     */
    public Optional<MingleException> of(ServiceReference<?> reference) {
        return of(
                        reference.getProperty(ComponentConstants.COMPONENT_ID),
                        reference.getProperty(ComponentConstants.COMPONENT_NAME),
                        new HashSet<>())
                .or(() -> unloadable(reference));
    }

    /** Declarative Services keeps no reason where the class itself cannot be loaded. */
    private Optional<MingleException> unloadable(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        Object name = reference.getProperty(ComponentConstants.COMPONENT_NAME);
        ComponentDescriptionDTO component =
                bundle == null || name == null
                        ? null
                        : runtime.getComponentDescriptionDTO(bundle, name.toString());
        try {
            if (component != null) {
                bundle.loadClass(component.implementationClass);
            }
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.of(ReportedFailure.untyped(component, e.toString()));
        } catch (IllegalStateException e) {
            // The bundle has just been uninstalled.
            return Optional.empty();
        }
    }

    /**
     * Looks for a component of a bundle that failed, was to provide a service, and may not even be
     * registered any more.
     *
     * @param bundle whose components they are
     * @param service the name of the interface
     * @return a new error that tells it; empty if none has failed
     */
    public Optional<MingleException> of(Bundle bundle, String service) {
        return failed(runtime.getComponentDescriptionDTOs(bundle))
                .filter(it -> Arrays.asList(it.description.serviceInterfaces).contains(service))
                .map(it -> of(it, new HashSet<>()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Lists what has failed when somebody asked for it last.
     *
     * @return a sentence or two for each, sorted; components that failed for the same reason are
     *     told once
     */
    public List<String> all() {
        return failed(runtime.getComponentDescriptionDTOs())
                .map(it -> of(it, new HashSet<>()))
                .flatMap(Optional::stream)
                .map(Throwable::getMessage)
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<ComponentConfigurationDTO> failed(
            Collection<ComponentDescriptionDTO> components) {
        return components.stream()
                .flatMap(it -> runtime.getComponentConfigurationDTOs(it).stream())
                .filter(ActivationFailures::isFailed);
    }

    private static boolean isFailed(ComponentConfigurationDTO configuration) {
        return configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION;
    }

    /**
     * Looks at one component and what it needs.
     *
     * @param id of its configuration, as its service has it among the properties
     */
    private Optional<MingleException> of(Object id, Object name, Set<Object> asked) {
        if (id == null || !asked.add(id)) {
            return Optional.empty();
        }
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            if (component.name.equals(name)) {
                for (ComponentConfigurationDTO it :
                        runtime.getComponentConfigurationDTOs(component)) {
                    if (id.equals(it.id)) {
                        return of(it, asked);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<MingleException> of(
            ComponentConfigurationDTO configuration, Set<Object> asked) {
        String failure = isFailed(configuration) ? configuration.failure : null;
        if (failure == null || ReportedFailure.isOfReference(failure)) {
            return beneath(configuration, asked);
        }
        return Optional.of(
                ReportedFailure.typed(failure)
                        .orElseGet(
                                () -> ReportedFailure.untyped(configuration.description, failure)));
    }

    /** A component that is not activated yet fails with whom it needs. */
    private Optional<MingleException> beneath(
            ComponentConfigurationDTO configuration, Set<Object> asked) {
        if (configuration.state == ComponentConfigurationDTO.ACTIVE
                || configuration.satisfiedReferences == null) {
            return Optional.empty();
        }
        return Arrays.stream(configuration.satisfiedReferences)
                .flatMap(it -> Arrays.stream(it.boundServices))
                .map(it -> needed(it.properties, asked))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<MingleException> needed(Map<String, Object> service, Set<Object> asked) {
        return of(
                service.get(ComponentConstants.COMPONENT_ID),
                service.get(ComponentConstants.COMPONENT_NAME),
                asked);
    }
}

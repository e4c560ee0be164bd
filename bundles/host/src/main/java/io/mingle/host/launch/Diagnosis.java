package io.mingle.host.launch;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.model.ModelSource;
import io.mingle.broker.absence.ReportedFailure;
import io.mingle.host.launch.Platform.Absence;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Finds out why nobody provides a service, by asking Declarative Services what the components that
 * would provide it are waiting for, and what those that they wait for are waiting for.
 */
final class Diagnosis {

    private final ServiceComponentRuntime components;
    private final Collection<ComponentDescriptionDTO> descriptions;
    private final BundleContext context;
    private final Map<Bundle, BundleException> failures;

    private Diagnosis(
            ServiceComponentRuntime components,
            BundleContext context,
            Map<Bundle, BundleException> failures) {
        this.components = components;
        this.descriptions =
                components == null ? List.of() : components.getComponentDescriptionDTOs();
        this.context = context;
        this.failures = failures;
    }

    static Diagnosis of(BundleContext context, Map<Bundle, BundleException> failures) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        return new Diagnosis(
                reference == null ? null : context.getService(reference), context, failures);
    }

    /**
     * Returns why a service is absent; empty if it is registered and its component well.
     *
     * @param filter what its properties would match; null for any
     */
    Optional<Absence> explain(String service, String filter) {
        Filter wanted = filter == null ? null : parsed(filter);
        Optional<Absence> found = explain(service, wanted, new HashSet<>());
        boolean promised =
                Arrays.stream(context.getBundles()).anyMatch(it -> mayProvide(it, service, wanted));
        return promised ? found : found.map(it -> new Absence(it.error(), true));
    }

    private static Filter parsed(String filter) {
        try {
            return FrameworkUtil.createFilter(filter);
        } catch (InvalidSyntaxException e) {
            throw new InvalidRequestException(
                    "The filter '%s' cannot be read. Write it as in (name=value)."
                            .formatted(filter),
                    e);
        }
    }

    /**
     * Tells whether a bundle promises a service. Of one that runs it is known which properties its
     * services have.
     */
    private boolean mayProvide(Bundle bundle, String service, Filter filter) {
        List<ComponentDescriptionDTO> its =
                providers(service, null)
                        .filter(it -> it.bundle.id == bundle.getBundleId())
                        .toList();
        return BundleProblem.provides(bundle, service)
                && (its.isEmpty() || its.stream().anyMatch(it -> matches(it, filter)));
    }

    private Stream<ComponentDescriptionDTO> providers(String service, Filter filter) {
        return descriptions.stream()
                .filter(it -> Arrays.asList(it.serviceInterfaces).contains(service))
                .filter(it -> matches(it, filter));
    }

    private static boolean matches(ComponentDescriptionDTO component, Filter filter) {
        return filter == null || filter.matches(component.properties);
    }

    private Optional<Absence> explain(String service, Filter filter, Set<String> asked) {
        if (!asked.add(service)) {
            return Optional.empty();
        }
        List<ComponentDescriptionDTO> providers = providers(service, filter).toList();
        Absence found = null;
        for (ComponentDescriptionDTO provider : providers) {
            for (ComponentConfigurationDTO configuration :
                    components.getComponentConfigurationDTOs(provider)) {
                Optional<Absence> problem = problem(provider, configuration, asked);
                if (problem.isEmpty()) {
                    return Optional.empty();
                }
                found = problem.get();
            }
            if (found == null) {
                found = waiting(provider, "a configuration");
            }
        }
        if (found != null) {
            return Optional.of(found);
        }
        return isRegistered(service, filter)
                ? Optional.empty()
                : Optional.of(nobody(service, filter));
    }

    private boolean isRegistered(String service, Filter filter) {
        try {
            String text = filter == null ? null : filter.toString();
            return context.getAllServiceReferences(service, text) != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("A filter writes what it reads", e);
        }
    }

    private Optional<Absence> problem(
            ComponentDescriptionDTO provider,
            ComponentConfigurationDTO configuration,
            Set<String> asked) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                    ReportedFailure.typed(configuration.failure)
                            .map(error -> new Absence(error, true))
                            .or(() -> beneath(provider, configuration, asked))
                            .or(() -> Optional.of(failed(provider, configuration)));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                    Optional.of(waiting(provider, "a configuration"));
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                    Optional.of(unsatisfied(provider, configuration, asked));
            case ComponentConfigurationDTO.SATISFIED -> beneath(provider, configuration, asked);
            default -> Optional.empty();
        };
    }

    /**
     * Looks for a failure in what a component needs and Declarative Services calls satisfied: a
     * service is registered before it is built up, and is built up, or fails to be, when somebody
     * asks for it.
     */
    private Optional<Absence> beneath(
            ComponentDescriptionDTO provider,
            ComponentConfigurationDTO configuration,
            Set<String> asked) {
        return Arrays.stream(configuration.satisfiedReferences)
                .filter(it -> !isOptional(provider, it.name))
                .map(it -> explain(interfaceOf(provider, it.name), null, asked))
                .flatMap(Optional::stream)
                .filter(Absence::lasting)
                .findFirst();
    }

    private static Absence failed(
            ComponentDescriptionDTO provider, ComponentConfigurationDTO configuration) {
        return new Absence(ReportedFailure.untyped(provider, configuration.failure), true);
    }

    private Absence unsatisfied(
            ComponentDescriptionDTO provider,
            ComponentConfigurationDTO configuration,
            Set<String> asked) {
        Absence last = null;
        for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
            String wanted = interfaceOf(provider, missing.name);
            Optional<Absence> deeper = explain(wanted, null, asked);
            if (deeper.isPresent() && deeper.get().lasting()) {
                return deeper.get();
            }
            last = deeper.orElseGet(() -> waiting(provider, wanted));
        }
        return last == null ? waiting(provider, "another service") : last;
    }

    private static String interfaceOf(ComponentDescriptionDTO component, String reference) {
        return reference(component, reference).map(it -> it.interfaceName).orElse(reference);
    }

    private static boolean isOptional(ComponentDescriptionDTO component, String reference) {
        return reference(component, reference)
                .map(it -> it.cardinality.startsWith("0"))
                .orElse(false);
    }

    private static Optional<ReferenceDTO> reference(
            ComponentDescriptionDTO component, String name) {
        return Arrays.stream(component.references).filter(it -> it.name.equals(name)).findFirst();
    }

    private static Absence waiting(ComponentDescriptionDTO component, String what) {
        return new Absence(
                new SkillUnavailableException(
                        "The component "
                                + component.name
                                + " of the bundle "
                                + component.bundle.symbolicName
                                + " "
                                + component.bundle.version
                                + " is waiting for "
                                + what
                                + ", which is not there. See what is installed with 'mingle"
                                + " skills'."),
                false);
    }

    private Absence nobody(String service, Filter filter) {
        if (service.equals(ModelSource.class.getName())) {
            return new Absence(
                    new SkillUnavailableException(
                            "There is no model: none was named, and no installed bundle brings one."
                                    + " Name a model folder with --model DIR."),
                    true);
        }
        String reasons = reasons(service);
        if (!reasons.isEmpty()) {
            return new Absence(
                    new InternalException("Nobody provides " + service + ". " + reasons), true);
        }
        return new Absence(
                new SkillUnavailableException(
                        "Nobody provides "
                                + service
                                + (filter == null ? "" : " " + filter)
                                + ". Install a bundle that does; see what there is with 'mingle"
                                + " skills'."),
                false);
    }

    /**
     * Tells why the bundles that would provide a service have failed; empty if none of them has.
     */
    private String reasons(String service) {
        return failures.keySet().stream()
                .filter(it -> BundleProblem.provides(it, service))
                .map(bundle -> chain(bundle, new HashSet<>()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** Tells why a bundle has failed, and why those have failed that it would need. */
    private String chain(Bundle bundle, Set<Bundle> told) {
        told.add(bundle);
        BundleException failure = failures.get(bundle);
        String deeper =
                BundleProblem.missingPackage(failure).stream()
                        .flatMap(
                                name ->
                                        failures.keySet().stream()
                                                .filter(it -> exports(it, name) && told.add(it)))
                        .map(it -> " " + chain(it, told))
                        .collect(Collectors.joining());
        return BundleProblem.describe(bundle, failure) + deeper;
    }

    private static boolean exports(Bundle bundle, String name) {
        return BundleProblem.declares(bundle, "osgi.wiring.package", "osgi.wiring.package", name);
    }
}

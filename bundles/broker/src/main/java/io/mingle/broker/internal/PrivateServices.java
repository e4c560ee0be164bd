package io.mingle.broker.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Hides from each version of a bundle what another version of it registers under a class of its own
 * private packages.
 *
 * <p>Two versions that stand beside one another have such classes by the same names, and they are
 * not the same classes. Not every framework sees that: on Equinox a component would be given the
 * service of the other version, and fail.
 */
@Component(
        service = {},
        immediate = true)
public final class PrivateServices implements FindHook, EventListenerHook {

    private final ServiceRegistration<?> registration;

    /** The framework asks while Declarative Services looks for services and cannot build it up. */
    @Activate
    public PrivateServices(BundleContext context) {
        String[] types = {FindHook.class.getName(), EventListenerHook.class.getName()};
        this.registration = context.registerService(types, this, null);
    }

    @Deactivate
    void close() {
        registration.unregister();
    }

    @Override
    public void find(
            BundleContext context,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        references.removeIf(
                it ->
                        hidden(context, it).stream()
                                .anyMatch(type -> type.equals(name) || asks(filter, type)));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        listeners.forEach(
                (context, infos) -> {
                    List<String> hidden = hidden(context, reference);
                    infos.removeIf(
                            it -> hidden.stream().anyMatch(type -> asks(it.getFilter(), type)));
                });
    }

    /** Returns the types of a service that are hidden from a bundle. */
    private static List<String> hidden(BundleContext context, ServiceReference<?> reference) {
        Bundle provider = reference.getBundle();
        if (provider == null || !isTwin(context, provider)) {
            return List.of();
        }
        BundleWiring wiring = provider.adapt(BundleWiring.class);
        return Arrays.stream((String[]) reference.getProperty(Constants.OBJECTCLASS))
                .filter(type -> wiring != null && wiring.isInUse() && isPrivate(type, wiring))
                .toList();
    }

    private static boolean isTwin(BundleContext context, Bundle provider) {
        try {
            Bundle client = context.getBundle();
            return client.getBundleId() != provider.getBundleId()
                    && client.getSymbolicName() != null
                    && client.getSymbolicName().equals(provider.getSymbolicName());
        } catch (IllegalStateException e) {
            // It is just being stopped, and asks for nothing any more.
            return false;
        }
    }

    private static boolean asks(String filter, String type) {
        return filter != null && filter.contains("(" + Constants.OBJECTCLASS + "=" + type + ")");
    }

    /** Tells whether a class that a bundle knows belongs to nobody else. */
    private static boolean isPrivate(String type, BundleWiring wiring) {
        String name = type.substring(0, Math.max(0, type.lastIndexOf('.')));
        return !name.startsWith("java.")
                && wiring.getRequiredWires(BundleNamespace.BUNDLE_NAMESPACE).isEmpty()
                && wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .noneMatch(it -> isPackage(name, it.getAttributes()))
                && wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .noneMatch(it -> isPackage(name, it.getCapability().getAttributes()));
    }

    private static boolean isPackage(String name, Map<String, Object> attributes) {
        return name.equals(attributes.get(PackageNamespace.PACKAGE_NAMESPACE));
    }
}

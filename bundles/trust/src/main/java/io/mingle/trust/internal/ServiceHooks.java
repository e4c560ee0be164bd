package io.mingle.trust.internal;

import io.mingle.trust.Audit;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hides services of restricted bundles that could be taken for the host's, from everybody but who
 * registered them; and hides from restricted bundles what would change the host.
 */
final class ServiceHooks implements FindHook, EventListenerHook {

    private static final Logger log = LoggerFactory.getLogger(ServiceHooks.class);

    private final RestrictedBundles restricted;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    ServiceHooks(RestrictedBundles restricted) {
        this.restricted = restricted;
    }

    @Override
    public void find(
            BundleContext context,
            String name,
            String filter,
            boolean all,
            Collection<ServiceReference<?>> references) {
        if (!restricted.isEmpty()) {
            Bundle caller = context.getBundle();
            boolean refused = references.removeIf(it -> isHidden(it, caller.getBundleId()));
            if (refused
                    && name != null
                    && restricted.contains(caller)
                    && !RestrictionPolicy.isUsed(name)) {
                refuse(caller, "the use of " + name);
            }
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        if (restricted.isEmpty()) {
            return;
        }
        ServiceReference<?> service = event.getServiceReference();
        Bundle owner = service.getBundle();
        if (event.getType() == ServiceEvent.REGISTERED
                && restricted.contains(owner)
                && !RestrictionPolicy.isOffered(service)) {
            String what = String.join(", ", RestrictionPolicy.interfaces(service));
            if (refuse(owner, "to offer " + what)) {
                log.warn(
                        "{} offers {}, which only the host's own bundles and trusted jars may;"
                                + " nobody is led there. Trust the jar with --trust, or remove it",
                        RestrictedBundles.name(owner),
                        what);
            }
        }
        listeners.keySet().removeIf(it -> isHidden(service, number(it)));
    }

    private boolean isHidden(ServiceReference<?> service, long caller) {
        Bundle owner = service.getBundle();
        if (owner == null || owner.getBundleId() == caller) {
            return false;
        }
        return restricted.contains(owner)
                ? !RestrictionPolicy.isOffered(service)
                : restricted.contains(caller) && !RestrictionPolicy.isUsed(service);
    }

    /** A context may have ended just now; then nobody listens. */
    private static long number(BundleContext context) {
        try {
            return context.getBundle().getBundleId();
        } catch (IllegalStateException e) {
            return -1;
        }
    }

    /** Returns whether this is news. */
    private boolean refuse(Bundle bundle, String what) {
        boolean first = told.add(bundle.getBundleId() + " " + what);
        if (first) {
            Audit.record("refused", what, RestrictedBundles.name(bundle), null);
        }
        return first;
    }
}

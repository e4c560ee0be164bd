package io.mingle.broker.internal;

import io.mingle.broker.Needs;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps bundles from being resolved, and so from being started, whose {@link Needs} are not met,
 * whoever installs them. The framework does not say why, so this does, once for each.
 */
@Component(
        service = {},
        immediate = true)
public final class NeedsHook {

    private static final Logger log = LoggerFactory.getLogger(NeedsHook.class);

    private final BundleContext context;
    private final ServiceRegistration<ResolverHookFactory> registration;
    private final Set<BundleRevision> told =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** The framework asks in the middle of resolving, when no component can be built up. */
    @Activate
    public NeedsHook(BundleContext context) {
        this.context = context;
        this.registration =
                context.registerService(
                        ResolverHookFactory.class,
                        triggers -> new Resolving(Set.copyOf(triggers)),
                        null);
    }

    @Deactivate
    void close() {
        registration.unregister();
    }

    /**
     * One time that bundles are resolved. Only those that are to be are looked at: where others are
     * taken out, Felix leads nobody to bundles that have been resolved before.
     */
    private final class Resolving implements ResolverHook {

        private final Set<BundleRevision> wanted;

        Resolving(Set<BundleRevision> wanted) {
            this.wanted = wanted;
        }

        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            candidates.removeIf(it -> wanted.contains(it) && isInNeed(it));
        }

        private boolean isInNeed(BundleRevision revision) {
            List<String> unmet = Needs.unmet(context, revision);
            if (!unmet.isEmpty() && told.add(revision)) {
                log.warn(
                        "{} {} is not started: it needs {}, which no installed bundle offers."
                                + " Install one that does, then start it",
                        revision.getSymbolicName(),
                        revision.getVersion(),
                        String.join(" and ", unmet));
            }
            return !unmet.isEmpty();
        }

        @Override
        public void filterSingletonCollisions(
                BundleCapability singleton, Collection<BundleCapability> collisions) {
            // Not of interest.
        }

        @Override
        public void filterMatches(
                BundleRequirement requirement, Collection<BundleCapability> candidates) {
            // Not of interest.
        }

        @Override
        public void end() {
            // Nothing was kept.
        }
    }
}

package io.mingle.trust.internal;

import io.mingle.api.error.InternalException;
import io.mingle.trust.Audit;
import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.hooks.bundle.FindHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows restricted bundles none but such as they are, and restricts what they install. Whoever got
 * hold of another bundle all the same is named when it stops it.
 */
final class BundleHooks implements FindHook, EventHook {

    private static final Logger log = LoggerFactory.getLogger(BundleHooks.class);

    private final RestrictedBundles restricted;

    BundleHooks(RestrictedBundles restricted) {
        this.restricted = restricted;
    }

    @Override
    public void find(BundleContext context, Collection<Bundle> bundles) {
        if (restricted.contains(context.getBundle())) {
            bundles.removeIf(bundle -> !restricted.contains(bundle));
        }
    }

    @Override
    public void event(BundleEvent event, Collection<BundleContext> contexts) {
        if (restricted.isEmpty()) {
            return;
        }
        Bundle bundle = event.getBundle();
        if (event.getType() == BundleEvent.INSTALLED && restricted.contains(event.getOrigin())) {
            restrict(bundle);
            Audit.record(
                    "installed",
                    RestrictedBundles.name(bundle),
                    RestrictedBundles.name(event.getOrigin()),
                    null);
        }
        if (!restricted.contains(bundle)) {
            contexts.removeIf(this::isRestricted);
            if (event.getType() == BundleEvent.STOPPING
                    || event.getType() == BundleEvent.UNINSTALLED
                    || event.getType() == BundleEvent.UPDATED) {
                tellIfAttacked(bundle, event.getType());
            }
        }
    }

    /** The framework lets no hook object. */
    private void restrict(Bundle bundle) {
        try {
            restricted.restrict(bundle);
        } catch (InternalException e) {
            log.error("{}", e.getMessage());
            log.debug("{} is restricted until the next start", bundle, e);
        }
    }

    private boolean isRestricted(BundleContext context) {
        try {
            return restricted.contains(context.getBundle());
        } catch (IllegalStateException e) {
            // It has ended just now; there is nobody to tell.
            return true;
        }
    }

    /** Of the thread that does it: the framework calls hooks there. It lets nobody object. */
    private void tellIfAttacked(Bundle bundle, int type) {
        Bundle caller = restricted.caller();
        if (caller != null) {
            String what =
                    switch (type) {
                        case BundleEvent.STOPPING -> "stopped";
                        case BundleEvent.UPDATED -> "updated";
                        default -> "uninstalled";
                    };
            Audit.record(
                    what, RestrictedBundles.name(bundle), RestrictedBundles.name(caller), null);
            log.error(
                    "{} is being {} by {}, which is not trusted. Remove its jar, and start the host"
                            + " anew",
                    RestrictedBundles.name(bundle),
                    what,
                    RestrictedBundles.name(caller));
        }
    }
}

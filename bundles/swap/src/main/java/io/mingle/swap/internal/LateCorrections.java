package io.mingle.swap.internal;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.bundle.CollisionHook;

/**
 * Lets a jar come although a bundle of the same name and version is there, if that one is stuck:
 * the framework keeps it until it returns, and a mistake could be corrected only under another
 * version. Not if it offers services: nobody could tell those from the corrected ones.
 */
final class LateCorrections implements CollisionHook {

    private final BoundedLifecycle lifecycle;

    LateCorrections(BoundedLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
        candidates.removeIf(it -> lifecycle.isStuck(it) && !isInTheWay(it));
    }

    /** Tells whether a bundle that is stuck would be called in the place of its correction. */
    static boolean isInTheWay(Bundle stuck) {
        return !Services.references(stuck).isEmpty();
    }
}

package io.mingle.trust.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Which bundles are restricted. Numbers of bundles are never given again, so one stays in the list
 * when its bundle has gone: its code may still run.
 */
final class Standing {

    private static final StackWalker STACK =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Set<Long> restricted = ConcurrentHashMap.newKeySet();

    void restrict(Bundle bundle) {
        restricted.add(bundle.getBundleId());
    }

    void release(Bundle bundle) {
        restricted.remove(bundle.getBundleId());
    }

    boolean restricts(long bundle) {
        return restricted.contains(bundle);
    }

    boolean restricts(Bundle bundle) {
        return bundle != null && restricts(bundle.getBundleId());
    }

    /** Tells whether there is nobody to be held back, which is the usual case. */
    boolean isEmpty() {
        return restricted.isEmpty();
    }

    /** Returns the restricted bundle whose code has called this thread here; null if none has. */
    Bundle caller() {
        return STACK.walk(
                frames ->
                        frames.map(frame -> FrameworkUtil.getBundle(frame.getDeclaringClass()))
                                .filter(this::restricts)
                                .findFirst()
                                .orElse(null));
    }

    static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}

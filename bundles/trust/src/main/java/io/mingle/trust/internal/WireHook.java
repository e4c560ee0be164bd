package io.mingle.trust.internal;

import java.util.Arrays;
import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps restricted bundles from the framework's own packages, from becoming part of other bundles,
 * from being what the host's bundles stand on, and from taking their names.
 */
final class WireHook implements ResolverHook {

    private final RestrictedBundles restricted;
    private final BundleContext context;

    WireHook(RestrictedBundles restricted, BundleContext context) {
        this.restricted = restricted;
        this.context = context;
    }

    @Override
    public void filterMatches(
            BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (restricted.isEmpty()) {
            return;
        }
        boolean outside = restricted.contains(requirement.getRevision().getBundle());
        candidates.removeIf(
                it -> outside ? isWithheld(it) : restricted.contains(it.getRevision().getBundle()));
    }

    /** Tells whether no restricted bundle gets this. */
    boolean isWithheld(BundleCapability capability) {
        Bundle provider = capability.getRevision().getBundle();
        if (restricted.contains(provider)) {
            return false;
        }
        return switch (capability.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE ->
                    !RestrictionPolicy.isImported(
                            capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
            case HostNamespace.HOST_NAMESPACE -> true;
            case BundleNamespace.BUNDLE_NAMESPACE ->
                    provider.getBundleId() == Constants.SYSTEM_BUNDLE_ID;
            default -> false;
        };
    }

    /** One with the name of a bundle of the host would be replaced in its place. */
    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        if (!restricted.isEmpty()) {
            candidates.removeIf(it -> restricted.contains(it.getBundle()) && isNameOfTheHost(it));
        }
    }

    private boolean isNameOfTheHost(BundleRevision revision) {
        String name = revision.getSymbolicName();
        return name != null
                && Arrays.stream(context.getBundles())
                        .filter(it -> !restricted.contains(it))
                        .anyMatch(it -> name.equals(it.getSymbolicName()));
    }

    @Override
    public void filterSingletonCollisions(
            BundleCapability singleton, Collection<BundleCapability> collisions) {
        // Those of one name are told apart before.
    }

    @Override
    public void end() {
        // Nothing was kept.
    }
}

package io.mingle.trust.internal;

import java.util.Collection;
import org.osgi.framework.Bundle;
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
 * and from being what the host's bundles stand on.
 */
final class WireHook implements ResolverHook {

    private final Standing standing;

    WireHook(Standing standing) {
        this.standing = standing;
    }

    @Override
    public void filterMatches(
            BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (standing.isEmpty()) {
            return;
        }
        boolean restricted = standing.restricts(requirement.getRevision().getBundle());
        candidates.removeIf(
                it -> {
                    Bundle provider = it.getRevision().getBundle();
                    return restricted
                            ? !standing.restricts(provider) && isWithheld(it, provider)
                            : standing.restricts(provider);
                });
    }

    private static boolean isWithheld(BundleCapability capability, Bundle provider) {
        return switch (capability.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE ->
                    !Withheld.isImported(
                            capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
            case HostNamespace.HOST_NAMESPACE -> true;
            case BundleNamespace.BUNDLE_NAMESPACE ->
                    provider.getBundleId() == Constants.SYSTEM_BUNDLE_ID;
            default -> false;
        };
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // Everybody may be resolved.
    }

    @Override
    public void filterSingletonCollisions(
            BundleCapability singleton, Collection<BundleCapability> collisions) {
        // Not of interest.
    }

    @Override
    public void end() {
        // Nothing was kept.
    }
}

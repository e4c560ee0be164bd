package io.mingle.broker.internal;

import io.mingle.broker.Provider;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * One registered service and the claims on it.
 *
 * <p>Its changing parts are guarded by the lock of the {@link ProviderTable} it belongs to.
 */
final class TrackedService {

    /** The property by which a skill is asked for. */
    private static final String NAME = "name";

    private final ServiceReference<?> reference;
    private final long bundleId;
    private final String bundle;
    private final String version;
    private final Set<Claim> claims = new HashSet<>();
    private boolean draining;
    private boolean kept;
    private boolean failed;
    private String told;

    TrackedService(ServiceReference<?> reference, Bundle registrar) {
        this.reference = reference;
        this.bundleId = registrar.getBundleId();
        this.bundle = String.valueOf(registrar.getSymbolicName());
        this.version = registrar.getVersion().toString();
    }

    /** Returns the number of the bundle, which is never given again. */
    long bundleId() {
        return bundleId;
    }

    String bundle() {
        return bundle;
    }

    String version() {
        return version;
    }

    /** Returns the name under which it is asked for; empty if it has none. */
    String name() {
        Object name = reference.getProperty(NAME);
        return name == null ? "" : name.toString();
    }

    ServiceReference<?> reference() {
        return reference;
    }

    Claim claim(Thread holder) {
        Claim claim = new Claim(this, holder);
        claims.add(claim);
        return claim;
    }

    void release(Claim claim) {
        claims.remove(claim);
    }

    /** Returns who holds it now; a copy. */
    List<Claim> claims() {
        return List.copyOf(claims);
    }

    boolean isClaimed() {
        return !claims.isEmpty();
    }

    boolean isClaimedByCurrentThread() {
        return claims.stream().anyMatch(Claim::isHeldByCurrentThread);
    }

    boolean isDraining() {
        return draining;
    }

    void startDraining() {
        draining = true;
    }

    /** Notes whether it could be had when it was asked for last. */
    void setFailed(boolean failed) {
        this.failed = failed;
    }

    /**
     * Notes that the service is to be kept in use until it is dropped.
     *
     * @return true the first time, unless the service wants one object per caller
     */
    boolean startKeeping() {
        boolean first =
                !kept
                        && !Constants.SCOPE_PROTOTYPE.equals(
                                reference.getProperty(Constants.SERVICE_SCOPE));
        kept |= first;
        return first;
    }

    /**
     * Notes that it has been told that it cannot have its name.
     *
     * @return true once for each name
     */
    boolean startTelling() {
        boolean first = !name().equals(told);
        told = name();
        return first;
    }

    void drop(BundleContext context) {
        if (kept) {
            context.ungetService(reference);
        }
    }

    /**
     * Describes it.
     *
     * @param held whether nobody is led to it for another reason than its own end
     */
    Provider describe(String service, boolean held) {
        String well = failed ? Provider.FAILED : Provider.ACTIVE;
        return new Provider(
                service,
                bundle,
                version,
                draining || held ? Provider.DRAINING : well,
                claims.size());
    }

    /** Names the provider for a message: symbolic name and version. */
    @Override
    public String toString() {
        return bundle + " " + version;
    }
}

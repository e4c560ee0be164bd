package io.mingle.swap.internal;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.trust.JarIdentity;
import io.mingle.trust.Trust;
import io.mingle.trust.TrustDecision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.Bundle;

/** Lets everybody in, unless it was told otherwise, and trusts the jars that it was told to. */
final class NamedTrust implements Trust {

    private final Set<Long> restricted = ConcurrentHashMap.newKeySet();
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile String refusal;
    private volatile boolean full;

    /** Has a jar trusted from now on. */
    Path trusting(Path jar) throws IOException {
        trusted.add(JarIdentity.digest(jar));
        return jar;
    }

    /** Lets nobody in from now on, for a reason; everybody if it is null. */
    void refuse(String reason) {
        refusal = reason;
    }

    /** Returns how often it has refused somebody. */
    int refused() {
        return refused.get();
    }

    @Override
    public TrustDecision judge(JarIdentity jar) {
        String reason = refusal;
        if (reason != null) {
            refused.incrementAndGet();
            return new TrustDecision(false, false, reason);
        }
        return new TrustDecision(true, trusted.contains(jar.sha256()), "");
    }

    /** Cannot keep a restriction from now on. */
    void fill() {
        full = true;
    }

    @Override
    public void restrict(Bundle bundle) {
        if (full) {
            throw new InternalException("The disk is full.");
        }
        restricted.add(bundle.getBundleId());
    }

    @Override
    public void release(Bundle bundle) {
        restricted.remove(bundle.getBundleId());
    }

    @Override
    public boolean restricts(long bundle) {
        return restricted.contains(bundle);
    }

    @Override
    public boolean withholds(long bundle, String service) {
        return restricts(bundle);
    }

    @Override
    public List<String> withheldPackages(Bundle bundle) {
        return List.of();
    }

    @Override
    public InvalidRequestException refusal(long bundle, String what) {
        return new InvalidRequestException(bundle + " was refused " + what);
    }
}

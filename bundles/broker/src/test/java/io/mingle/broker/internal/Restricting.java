package io.mingle.broker.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trust.JarIdentity;
import io.mingle.trust.Trust;
import io.mingle.trust.TrustDecision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;

/** Restricts whom it is told to, and withholds {@link Runnable} from them. */
final class Restricting implements Trust {

    private final Set<Long> restricted = new HashSet<>();

    @Override
    public TrustDecision judge(JarIdentity jar) {
        throw new AssertionError("The broker installs nothing");
    }

    @Override
    public void restrict(Bundle bundle) {
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
        return restricts(bundle) && service.equals(Runnable.class.getName());
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

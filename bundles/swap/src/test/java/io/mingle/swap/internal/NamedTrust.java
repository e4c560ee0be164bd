package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trust.JarIdentity;
import io.mingle.trust.Judgement;
import io.mingle.trust.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;

/** Lets everybody in, and trusts the jars that it was told to. */
final class NamedTrust implements Trust {

    private final Set<Long> restricted = ConcurrentHashMap.newKeySet();
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();

    /** Has a jar trusted from now on. */
    Path trusting(Path jar) throws IOException {
        trusted.add(JarIdentity.digest(jar));
        return jar;
    }

    @Override
    public Judgement judge(Path jar) {
        try {
            String digest = JarIdentity.digest(jar);
            return new Judgement(true, trusted.contains(digest), digest, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

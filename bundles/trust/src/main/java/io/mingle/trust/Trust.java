package io.mingle.trust;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * Tells which jars are let in, and which bundles are restricted.
 *
 * <p>A bundle is restricted if it came from outside without being trusted, or was installed by one
 * that is restricted. All others are the host's own, or what the host decided for. A restricted
 * bundle may offer skills and services of its own. It sees no bundle but such as it is itself, and
 * nobody is led to what it offers in the place of the host.
 *
 * <p>All methods may be called from any thread. Restricted bundles do not see this service.
 */
@ProviderType
public interface Trust {

    /**
     * Judges a jar by the rules that hold now.
     *
     * @param jar what it is known by
     * @return whether it may come in, and as what
     */
    TrustDecision judge(JarIdentity jar);

    /**
     * Restricts a bundle, also after a restart of the framework; to be called before it is started.
     *
     * @throws InternalException if that cannot be kept on the disk; the bundle is not to be started
     *     then
     */
    void restrict(Bundle bundle);

    /**
     * Lifts the restriction of a bundle whose code was judged anew.
     *
     * @throws InternalException if that cannot be kept on the disk; it is restricted as before then
     */
    void release(Bundle bundle);

    /**
     * Tells whether a bundle is restricted.
     *
     * @param bundle its number, also of one that is gone
     */
    boolean restricts(long bundle);

    /**
     * Tells whether a service is kept from a bundle.
     *
     * @param bundle the number of who would use it
     * @param service the name of its interface
     */
    boolean withholds(long bundle, String service);

    /**
     * Lists what a restricted bundle imports that is kept from it, and that it does not resolve
     * without.
     *
     * @return names of packages; empty for a bundle that is not restricted
     */
    List<String> withheldPackages(Bundle bundle);

    /**
     * Refuses a bundle something, and records that.
     *
     * @param bundle the number of who asked
     * @param what it asked for, for example {@code to share out calls}
     * @return to be thrown
     */
    InvalidRequestException refusal(long bundle, String what);
}

package io.mingle.swap;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells which components have not started because a service that they need is not there.
 *
 * <p>Components that wait for each other in a circle will not start by themselves. A circle is also
 * logged, once the bundle that closes it has been started.
 *
 * <p>May be called from any thread.
 */
@ProviderType
public interface WaitingComponents {

    /**
     * Describes what waits now.
     *
     * @return sentences for people that name the component, its bundle, and the service that it
     *     waits for; one for each circle, and one for each missing service besides. Then why
     *     components could not be activated when somebody asked for them last. A copy, empty if all
     *     is well
     */
    List<String> describe();
}

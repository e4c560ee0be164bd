package io.mingle.api.skill;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A question that a bundle asks itself before callers do.
 *
 * <p>Register it as a service from the bundle whose services it tries. When a new version of the
 * bundle is started beside the one that serves, its self-tests are run before any call is led to
 * it; if one throws, or takes longer than a minute, the old version keeps serving. A self-test is
 * also the place to warm up: what is loaded at the first call is best loaded here.
 */
@ConsumerType
public interface SelfTest {

    /**
     * Tries what the bundle is for, on the calling thread.
     *
     * @throws Exception if it does not work; its message is shown to the operator
     */
    void run() throws Exception;
}

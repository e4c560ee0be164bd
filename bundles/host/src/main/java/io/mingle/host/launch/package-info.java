/**
 * Unpacks the bundles that the host's jar carries and starts them in an embedded framework.
 *
 * <p>Internal to the host: programs use {@link io.mingle.host.Mingle}.
 */
package io.mingle.host.launch;

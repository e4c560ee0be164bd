/**
 * Unpacks the bundles that lie in a jar on the class path and starts them in an embedded framework.
 *
 * <p>Internal to the host: programs use {@link io.mingle.host.Mingle}.
 */
package io.mingle.host.launch;

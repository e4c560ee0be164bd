/**
 * Why a service cannot be had that is registered or promised, and whether it is worth to wait.
 *
 * <p>For the broker, and for hosts and the swapper, which tell it to people. Skills need none of
 * it.
 */
@Export
@Version("0.1.0")
package io.mingle.broker.absence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

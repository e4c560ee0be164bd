/**
 * Leases: how callers reach services whose bundles come and go, without one failed call.
 *
 * <p>{@code io.mingle.broker} implements and registers {@link io.mingle.broker.Broker}; hosts,
 * shells and servers call it. Bundles that provide services need not know it.
 */
@Export
@Version("0.2.0")
package io.mingle.broker;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

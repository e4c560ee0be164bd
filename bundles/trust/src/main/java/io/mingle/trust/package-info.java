/**
 * Whom the host trusts: which jars are let in, and what those that are let in without being trusted
 * may do.
 *
 * <p>{@code io.mingle.trust} implements and registers {@link io.mingle.trust.Trust}; the broker and
 * the swapper ask it, and hosts read {@link io.mingle.trust.TrustRules} from files.
 */
@Export
@Version("1.2.0")
package io.mingle.trust;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

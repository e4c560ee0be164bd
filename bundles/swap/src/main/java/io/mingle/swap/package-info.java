/**
 * Safe replacement of bundles: the new version is tried beside the old one, and goes back if it
 * does not hold.
 *
 * <p>{@code io.mingle.swap} implements and registers {@link io.mingle.swap.Swapper}, and {@link
 * io.mingle.swap.WaitingComponents}, which tells why a version does not start; hosts, shells and
 * servers call them.
 */
@Export
@Version("0.2.0")
package io.mingle.swap;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

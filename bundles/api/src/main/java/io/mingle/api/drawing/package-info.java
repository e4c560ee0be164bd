/**
 * The typed services for drawing pictures from words, and for changing pictures as told.
 *
 * <p>{@code io.mingle.gen} implements them. Hosts call them through the broker, so that they never
 * meet a stopped provider.
 */
@Export
@Version("1.2.0")
package io.mingle.api.drawing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * The typed service for speech: text becomes sound in a voice, piece by piece.
 *
 * <p>{@code io.mingle.audio} implements it. Hosts call it through the broker, so that they never
 * meet a stopped provider.
 */
@Export
@Version("1.0.0")
package io.mingle.api.speech;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

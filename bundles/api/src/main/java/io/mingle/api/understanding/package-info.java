/**
 * The typed services for asking: about pictures, about places in pictures, about sounds, about any
 * mixture of them, and in words alone.
 *
 * <p>{@code io.mingle.vision} implements picture understanding and grounding, {@code
 * io.mingle.audio} sound understanding, {@code io.mingle.core} dialogue and the understanding of
 * mixtures. Hosts call them through the broker, so that they never meet a stopped provider.
 */
@Export
@Version("0.2.0")
package io.mingle.api.understanding;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

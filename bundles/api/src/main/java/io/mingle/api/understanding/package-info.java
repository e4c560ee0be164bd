/**
 * The typed services for asking: about any mixture of words, pictures, videos and sounds, and about
 * places in pictures.
 *
 * <p>{@code io.mingle.core} implements understanding, {@code io.mingle.vision} grounding. Hosts
 * call them through the broker, so that they never meet a stopped provider.
 */
@Export
@Version("1.1.0")
package io.mingle.api.understanding;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

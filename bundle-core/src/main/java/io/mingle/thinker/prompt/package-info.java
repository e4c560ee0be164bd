/**
 * The chat template: from messages with words, pictures and sounds to the tokens that the decoder
 * reads.
 *
 * <p>Mingle implements these types; the thinker and the trainer call them.
 */
@Export
@Version("0.1.0")
package io.mingle.thinker.prompt;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

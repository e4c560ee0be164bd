/**
 * Position ids of text and visual tokens for the decoder's rotary embedding.
 *
 * <p>Mingle implements these types; the thinker and the trainer call them.
 */
@Export
@Version("0.1.0")
package io.mingle.thinker.position;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

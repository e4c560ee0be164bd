/**
 * The byte-level tokenizer of a model folder, and decoding token by token.
 *
 * <p>Mingle implements these types; the thinker and the trainer call them.
 */
@Export
@Version("0.2.0")
package io.mingle.thinker.tokenizer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

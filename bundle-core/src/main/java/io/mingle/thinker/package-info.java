/**
 * The thinker: prompts with words, encoded pictures and sounds in, a streamed answer out.
 *
 * <p>Mingle's core implements {@link io.mingle.thinker.Thinker}, {@link
 * io.mingle.thinker.HiddenStates} and {@link io.mingle.thinker.Checkpoint}; skill bundles call them
 * and bring encoders of their own, which they register as {@link io.mingle.thinker.ContentEncoder}
 * for questions with several kinds of content.
 */
@Export
@Version("1.0.0")
package io.mingle.thinker;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

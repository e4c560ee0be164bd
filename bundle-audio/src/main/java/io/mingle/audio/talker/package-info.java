/**
 * The talker: a language model that makes codes of speech of a text, a voice and what the thinker
 * made of a conversation.
 *
 * <p>Mingle implements these types; whoever speaks calls them.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.2.0")
package io.mingle.audio.talker;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Spoken dialogue: sound goes in, and where somebody has spoken, an answer in words and in speech
 * comes out, which new speech interrupts.
 *
 * <p>What takes turns and what holds a conversation lives here, in a bundle that is never replaced;
 * it asks and speaks through {@link io.mingle.api.dialogue.DialogueModel}, whose calls are leases
 * of one answer each. So all that does the work can be replaced in the middle of a dialogue. Hosts
 * call these types and implement {@link io.mingle.api.dialogue.DialogueListener} and, where no
 * façade does it for them, {@code DialogueModel}.
 */
@Export
@Version("0.1.0")
package io.mingle.api.dialogue;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

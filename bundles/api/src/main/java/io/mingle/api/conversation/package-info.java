/**
 * What is said: messages of a person, of the model, and of who sets the scene.
 *
 * <p>Hosts and skills build a {@link io.mingle.api.conversation.Conversation} and hand it to a
 * service such as {@link io.mingle.api.understanding.Understanding}.
 */
@Export
@Version("0.1.0")
package io.mingle.api.conversation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

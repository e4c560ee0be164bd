/**
 * How a result arrives: events, the generation that publishes them, and its producer side.
 *
 * <p>Services return a {@link io.mingle.api.event.Generation}; hosts subscribe to it or join it.
 * Whoever produces a result feeds a {@link io.mingle.api.event.GenerationChannel}; nobody else
 * needs to implement the interface.
 */
@Export
@Version("1.1.0")
package io.mingle.api.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * What goes along with a call and is no part of what is asked.
 *
 * <p>A server tells the thread that answers a request; who asks another host reads it there. Others
 * need none of it: {@link io.mingle.api.event.GenerationChannel#produce} passes it on.
 */
@Export
@Version("1.0.0")
package io.mingle.api.call;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * What people send in: text, encoded pictures and sounds, and videos. Bytes, files and streams will
 * do; nothing has to lie on a disk.
 *
 * <p>Hosts and skills create these values; the services of {@code io.mingle.api.understanding} and
 * {@code io.mingle.api.skill} read them. All are immutable data and safe to share between threads.
 */
@Export
@Version("1.1.0")
package io.mingle.api.content;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

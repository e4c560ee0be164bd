/**
 * Skills by JSON: arguments are read by a skill's input schema, results are written with their
 * pictures, sounds and videos as files or as data URLs. What they are made of is there as well:
 * {@link io.mingle.json.StrictJson}, {@link io.mingle.json.NamedFile}, {@link
 * io.mingle.json.DataUrl} and {@link io.mingle.json.MediaKind}.
 *
 * <p>Shells, servers and command lines call it. Nobody else implements {@link
 * io.mingle.json.MediaPaths} or {@link io.mingle.json.MediaTarget} unless media come from or go to
 * a place of their own.
 */
@Export
@Version("0.3.0")
package io.mingle.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

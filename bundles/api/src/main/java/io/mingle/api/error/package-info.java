/**
 * The one family of errors that callers see, each with a stable code.
 *
 * <p>Services throw them or report them in {@link io.mingle.api.event.Failed}; hosts turn the code
 * into an exit status, an HTTP status or a retry. A message says what was asked, what was found,
 * and what to do next.
 */
@Export
@Version("0.3.0")
package io.mingle.api.error;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

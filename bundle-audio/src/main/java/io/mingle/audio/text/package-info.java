/**
 * Text as it is spoken: sentences of a convenient length, numbers, dates, money and units in words.
 *
 * <p>Mingle implements these types; whoever has text spoken calls them.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package io.mingle.audio.text;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

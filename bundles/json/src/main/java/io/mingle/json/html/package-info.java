/**
 * Texts in HTML, for whatever writes pages of what skills make. Nobody exports it: bundles carry a
 * copy of this package.
 *
 * <p>Nobody implements anything of it.
 */
package io.mingle.json.html;

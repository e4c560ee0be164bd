/**
 * Mingle for plain Java programs.
 *
 * <p>A program that knows nothing of OSGi depends on {@code io.mingle:io.mingle.host} and calls
 * {@link io.mingle.host.Mingle}; what it gets back are the interfaces of {@code io.mingle.api}.
 * Nobody implements anything in this package, and no bundle imports it.
 */
package io.mingle.host;

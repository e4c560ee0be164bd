/**
 * Mingle for plain Java programs, and the entry point of the command line.
 *
 * <p>A program that knows nothing of OSGi puts the executable jar {@code mingle.jar} on its class
 * path and calls {@link io.mingle.host.Mingle}; what it gets back are the interfaces of {@code
 * io.mingle.api}. Nobody implements anything in this package, and no bundle imports it.
 */
package io.mingle.host;

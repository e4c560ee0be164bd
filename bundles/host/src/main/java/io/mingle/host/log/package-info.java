/** The command line's logging: one line per event on the standard error stream, found by SLF4J. */
package io.mingle.host.log;

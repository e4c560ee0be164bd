/** The command line's logging: one line per event on the standard error stream. */
package io.mingle.host.log;

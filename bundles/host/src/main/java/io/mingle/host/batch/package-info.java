/** Answers a file of questions line by line, in order, and goes on where it was interrupted. */
package io.mingle.host.batch;

/**
 * What a person names on the command line or in a file to be read: files, and what is taken for
 * one.
 */
package io.mingle.host.input;

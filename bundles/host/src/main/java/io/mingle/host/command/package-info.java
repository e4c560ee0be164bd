/** The commands of {@code mingle}, one class each, and how they report errors. */
package io.mingle.host.command;

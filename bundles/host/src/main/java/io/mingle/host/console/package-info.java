/** What a person sees: lines that change, tables, sizes and times. */
package io.mingle.host.console;

/** What {@code mingle read} keeps on disk, and what is kept of work that may be interrupted. */
package io.mingle.host.document;

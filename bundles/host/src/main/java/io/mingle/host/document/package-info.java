/** What {@code mingle read} keeps on disk. */
package io.mingle.host.document;

/** What {@code mingle transcribe} reads and keeps on disk. */
package io.mingle.host.transcript;

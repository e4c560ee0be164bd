/**
 * Where unpacked files are kept. Not exported: bundles that unpack some have a copy of it, because
 * they are wired to nothing that may be refreshed.
 */
package io.mingle.cache;

/** Offers the checkpoint that lies in this bundle. Nothing here is exported: the bundle is data. */
package io.mingle.nano.internal;

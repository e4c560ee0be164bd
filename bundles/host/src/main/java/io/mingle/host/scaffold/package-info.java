/** Projects that are made for an author, from the examples that the build tests. */
package io.mingle.host.scaffold;

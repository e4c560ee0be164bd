/** Many clients at a time, and what they met. */
package io.mingle.host.load;

/**
 * What an executor runs beside Spark: loaded together with {@code mingle.jar} by a class loader of
 * its own, so that neither sees the libraries of the other, and called with types of the JDK alone.
 */
package io.mingle.spark.internal.isolated;

/** What a batch on Spark is made of. */
package io.mingle.spark.internal;

/**
 * Batches on Spark: {@link io.mingle.spark.BatchJob} is what {@code spark-submit} runs, and what
 * programs call that have a session of their own.
 */
package io.mingle.spark;

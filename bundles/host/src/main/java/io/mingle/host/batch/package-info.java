/**
 * Answers a file of questions line by line, in order, and goes on where it was interrupted; alone,
 * as one of many workers, or for an engine that hands over the lines.
 *
 * <p>{@code mingle batch} calls a {@link io.mingle.host.batch.Batch}, and engines such as Spark a
 * {@link io.mingle.host.batch.BatchWorker}. It lies in the jar of the command line (classifier
 * {@code cli}) and needs {@code io.mingle.json} and Jackson, which the façade does without.
 */
package io.mingle.host.batch;

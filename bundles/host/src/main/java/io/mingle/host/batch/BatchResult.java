package io.mingle.host.batch;

/**
 * What became of a batch.
 *
 * @param lines lines of the input, all of them in the output now
 * @param errors how many of them tell about errors
 * @param earlier how many of them earlier runs had written
 */
public record BatchResult(long lines, long errors, long earlier) {}

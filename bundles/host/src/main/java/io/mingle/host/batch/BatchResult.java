package io.mingle.host.batch;

/**
 * What became of a batch.
 *
 * @param lines lines of the input, all of them in the output now
 * @param errors how many of them tell about errors
 * @param passing how many of these errors may be gone when the same is asked again
 * @param earlier how many lines earlier runs had written that were kept
 */
public record BatchResult(long lines, long errors, long passing, long earlier) {

    /** All errors are there to stay. */
    BatchResult(long lines, long errors, long earlier) {
        this(lines, errors, 0, earlier);
    }
}

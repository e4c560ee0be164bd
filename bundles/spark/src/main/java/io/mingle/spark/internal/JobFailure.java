package io.mingle.spark.internal;

/** Why a job cannot begin or has failed, in a sentence for the one who submitted it. */
public final class JobFailure extends RuntimeException {

    /** What the process ends with where the request cannot be right. */
    static final int INVALID = 2;

    private final int exitCode;

    private JobFailure(int exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /** A request that cannot be right. */
    static JobFailure invalid(String sentence) {
        return new JobFailure(INVALID, sentence, null);
    }

    /** A job that did not succeed. */
    static JobFailure failed(String sentence, Throwable cause) {
        return new JobFailure(1, sentence, cause);
    }

    /** Returns what the process ends with. */
    int exitCode() {
        return exitCode;
    }
}

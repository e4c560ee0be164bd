package io.mingle.spark.internal;

/** Why a split cannot be answered at all, in a sentence that the driver shows. */
final class TaskFailure extends RuntimeException {

    TaskFailure(String sentence) {
        super(sentence);
    }

    TaskFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

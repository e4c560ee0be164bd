package io.mingle.document.internal.jbig2;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InternalException;
import java.io.IOException;

/**
 * What the decoding of one picture may take. It is the thread's own while it decodes, since the
 * decoder leads nothing through itself.
 *
 * <p>Used by one thread.
 */
public final class DecodingBudget {

    private static final ThreadLocal<DecodingBudget> CURRENT = new ThreadLocal<>();

    /** Bytes touched between two looks at the time: a few thousandths of a second. */
    private static final long BETWEEN = 1 << 20;

    private final String subject;
    private final long limit;
    private final Runnable check;
    private long taken;
    private long worked;

    /** Something that is decoded. */
    @FunctionalInterface
    interface Work<T> {
        T result() throws IOException;
    }

    /**
     * Creates one.
     *
     * @param subject names the picture within a sentence, at its beginning
     * @param limit of all that is made while decoding, in bytes
     * @param check throws if it has taken too long, or nobody wants it any more
     */
    DecodingBudget(String subject, long limit, Runnable check) {
        this.subject = subject;
        this.limit = limit;
        this.check = check;
    }

    <T> T during(Work<T> work) throws IOException {
        CURRENT.set(this);
        try {
            return work.result();
        } finally {
            CURRENT.remove();
        }
    }

    /** Returns the one of this thread. */
    public static DecodingBudget current() {
        DecodingBudget budget = CURRENT.get();
        if (budget == null) {
            throw new InternalException("A JBIG2 picture is decoded without a budget.");
        }
        return budget;
    }

    /**
     * Charges memory.
     *
     * @throws ContentTooLargeException if there is not so much left
     */
    public void take(long bytes) {
        taken += bytes;
        if (taken > limit) {
            throw new ContentTooLargeException(
                    "%s takes more than %s MiB while it is decoded, the limit. Save the document with smaller pictures, or leave its page out."
                            .formatted(subject, Math.max(1, limit >> 20)));
        }
    }

    /**
     * Counts work, and looks at the time now and then.
     *
     * @param bytes about as many as are touched
     */
    public void work(long bytes) {
        worked += bytes;
        if (worked > BETWEEN) {
            worked = 0;
            check.run();
        }
    }
}

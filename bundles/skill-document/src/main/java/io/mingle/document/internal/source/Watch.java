package io.mingle.document.internal.source;

import io.mingle.api.error.UnreadableContentException;
import java.time.Duration;

/** Ends the drawing of a page when it takes too long, or nobody wants it any more. */
final class Watch {

    private final String subject;
    private final Duration limit;
    private final Runnable cancellation;
    private final long begun = System.nanoTime();

    /**
     * Starts.
     *
     * @param subject names the page within a sentence
     * @param limit how long it may take
     * @param cancellation throws if nobody wants it any more
     */
    Watch(String subject, Duration limit, Runnable cancellation) {
        this.subject = subject;
        this.limit = limit;
        this.cancellation = cancellation;
    }

    /** Goes on, or throws. */
    void check() {
        cancellation.run();
        if (System.nanoTime() - begun > limit.toNanos()) {
            throw new UnreadableContentException(
                    "Drawing %s takes more than %s seconds, the limit. Leave the page out, or save the document anew from the program that made it."
                            .formatted(subject, Math.max(1, limit.toSeconds())));
        }
    }
}

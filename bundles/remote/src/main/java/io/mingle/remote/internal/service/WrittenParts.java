package io.mingle.remote.internal.service;

import io.mingle.api.speech.SpokenText;
import io.mingle.remote.internal.wire.Abort;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text that is being written, in parts that end with a sentence. For one thread. */
final class WrittenParts {

    /** Shorter ones are spoken with what follows: each is a request. */
    private static final int LEAST = 60;

    private static final Pattern END = Pattern.compile("[.!?][\\s]|[。！？；\\n]");

    private final SpokenText text;
    private final StringBuilder waiting = new StringBuilder();
    private boolean ended;
    private String current;

    WrittenParts(SpokenText text) {
        this.text = text;
    }

    /**
     * Waits for the part that is to be spoken now; the same until {@link #next} is called.
     *
     * @param abort ends the wait
     * @return null at the end
     * @throws InterruptedException if the wait is ended
     */
    String current(Abort abort) throws InterruptedException {
        abort.onAbort(Thread.currentThread()::interrupt);
        try {
            while (current == null && !ended) {
                Optional<String> more = text.take();
                ended = more.isEmpty();
                more.ifPresent(waiting::append);
                int cut = ended ? waiting.length() : lastEnd();
                String part = waiting.substring(0, cut);
                waiting.delete(0, cut);
                current = part.isBlank() ? null : part.strip();
            }
            return current;
        } finally {
            abort.onAbort(() -> {});
        }
    }

    private int lastEnd() {
        int cut = 0;
        Matcher end = END.matcher(waiting);
        while (end.find()) {
            cut = end.end();
        }
        return cut >= LEAST ? cut : 0;
    }

    /** The current part has been spoken. */
    void next() {
        current = null;
    }
}

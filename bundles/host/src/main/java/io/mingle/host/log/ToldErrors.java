package io.mingle.host.log;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last errors that were logged, so that a person need not read the same twice. */
public final class ToldErrors {

    private static final int KEPT = 16;

    private static final Deque<String> LAST = new ArrayDeque<>();

    private ToldErrors() {}

    static synchronized void add(String message) {
        if (LAST.size() == KEPT) {
            LAST.removeFirst();
        }
        LAST.addLast(plain(message));
    }

    /**
     * Tells whether a text was part of an error that stands on the standard error already.
     *
     * @param text any text; line ends in it do not matter
     * @return whether it need not be told again
     */
    public static synchronized boolean contains(String text) {
        String plain = plain(text);
        return !plain.isEmpty() && LAST.stream().anyMatch(it -> it.contains(plain));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}

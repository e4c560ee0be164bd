package io.mingle.api.dialogue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Has events taken one after the other: a thread that comes while another one delivers leaves its
 * event to that. Counts the sound that waits. Nobody is called under the lock.
 */
final class EventLine {

    private final DialogueListener listener;
    private final Queue<DialogueEvent> waiting = new ArrayDeque<>();
    private long nanos;
    private boolean delivering;

    EventLine(DialogueListener listener) {
        this.listener = listener;
    }

    /**
     * Puts an event behind all others. To be followed by {@link #deliver}, outside of all locks.
     */
    synchronized void add(DialogueEvent event) {
        waiting.add(event);
        nanos += length(event);
    }

    /** Forgets sound that nobody is to hear any more. */
    synchronized void dropSound() {
        waiting.removeIf(DialogueEvent.AnswerSound.class::isInstance);
        nanos = 0;
    }

    /** Returns how long the sound lasts that waits. */
    synchronized long nanos() {
        return nanos;
    }

    void deliver() {
        while (true) {
            DialogueEvent next;
            synchronized (this) {
                if (delivering || waiting.isEmpty()) {
                    return;
                }
                next = waiting.poll();
                nanos -= length(next);
                delivering = true;
            }
            try {
                listener.on(next);
            } finally {
                synchronized (this) {
                    delivering = false;
                }
            }
        }
    }

    private static long length(DialogueEvent event) {
        if (event instanceof DialogueEvent.AnswerSound sound) {
            return TimeUnit.SECONDS.toNanos(1)
                    * sound.chunk().samples().length
                    / sound.chunk().rate();
        }
        return 0;
    }
}

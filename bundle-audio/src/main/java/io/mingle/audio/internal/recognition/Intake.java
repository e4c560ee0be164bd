package io.mingle.audio.internal.recognition;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.transcription.Transcript;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Samples between one who adds them and one who hears them: half a minute of them at most. */
final class Intake {

    private static final int MOST_SECONDS = 30;

    private final int rate;
    private final Deque<float[]> pieces = new ArrayDeque<>();
    private long waiting;
    private boolean ended;
    private boolean closed;
    private boolean stopped;

    Intake(int rate) {
        this.rate = rate;
    }

    /** Adds samples, once there is room for them; none after the end. */
    synchronized void add(float[] samples) {
        for (int from = 0; from < samples.length; ) {
            while (!ended && !closed && waiting >= (long) MOST_SECONDS * rate) {
                if (!await()) {
                    return;
                }
            }
            if (ended || closed) {
                return;
            }
            int to = Math.min(samples.length, from + rate);
            pieces.add(Arrays.copyOfRange(samples, from, to));
            waiting += to - from;
            from = to;
            notifyAll();
        }
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Nobody hears any more. */
    synchronized void cancel() {
        closed = true;
        pieces.clear();
        notifyAll();
    }

    /** Who hears is being stopped. */
    synchronized void stop() {
        stopped = true;
        cancel();
    }

    private synchronized void checkStopped(String name) {
        if (stopped) {
            throw new SkillUnavailableException(
                    "The sound '%s' was being written down live by a version of io.mingle.audio that was stopped. Begin anew; the next version hears what comes from now on."
                            .formatted(name));
        }
    }

    /** Returns the next samples; null at the end. */
    private synchronized float[] next() {
        while (pieces.isEmpty() && !ended && !closed) {
            if (!await()) {
                return null;
            }
        }
        float[] next = pieces.poll();
        waiting -= next == null ? 0 : next.length;
        notifyAll();
        return next;
    }

    private synchronized boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Returns false if the thread is interrupted, which it is then still. */
    private boolean await() {
        try {
            wait();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Hears all that comes, up to the end. */
    Transcript drain(
            String name,
            Duration longest,
            LiveSpeech speech,
            GenerationChannel<Transcript> channel) {
        long room = longest.toMillis() * rate / 1000;
        try {
            for (float[] piece = next(); piece != null; piece = next()) {
                channel.throwIfCancelled();
                room -= piece.length;
                if (room < 0) {
                    throw new ContentTooLargeException(
                            "The sound '%s' goes on for longer than %s minutes, which is the most that was to be written down. Begin anew, or allow more."
                                    .formatted(name, longest.toMinutes()));
                }
                speech.add(piece, isEmpty());
            }
            channel.throwIfCancelled();
            checkStopped(name);
            return speech.end(name);
        } finally {
            cancel();
        }
    }
}

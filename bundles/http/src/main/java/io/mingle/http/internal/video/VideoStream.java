package io.mingle.http.internal.video;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.LiveMemory;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.TimeSpan;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A stream of video that a client pushes: what is remembered of it, and the frames that have yet to
 * be looked at. Both are bounded, however much is pushed.
 *
 * <p>It has no thread. Whoever pushes the frame that completes a part waits until the part has been
 * looked at, so that nobody pushes faster than that. Frames are forgotten only when they have been
 * looked at, or cannot be read themselves: what fails for another reason, or is left by its client,
 * is done by the next request.
 *
 * <p>Thread-safe.
 */
final class VideoStream {

    /** Frames that are looked at at a time, and so wait at most, before one more is pushed. */
    static final int MOST_TOGETHER = 16;

    /** Frames that together have more bytes do not wait. */
    private static final long MOST_WAITING = 4 << 20;

    /** Where nobody can look at them, frames wait until there are so many, or so many bytes. */
    private static final int MOST_LEFT = 128;

    static final long MOST_BYTES_LEFT = 16 << 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final String owner;
    private final LiveOptions options;
    private final double partSeconds;
    private final Duration idle;
    private final Instant created = Instant.now();

    /** Parts are looked at one after the other. */
    private final ReentrantLock looking = new ReentrantLock();

    private final List<LiveFrame> waiting = new ArrayList<>();
    private LiveMemory memory = LiveMemory.EMPTY;
    private double last = -1;
    private long frames;

    /** Looks at frames. */
    @FunctionalInterface
    interface Seer {
        LiveMemory see(LiveMemory memory, List<LiveFrame> frames) throws IOException;
    }

    /**
     * What is so of a stream now.
     *
     * @param seconds until when it has been looked at
     * @param frames that were pushed
     * @param waiting that have not been looked at
     * @param memory what is remembered
     */
    record State(double seconds, long frames, int waiting, LiveMemory memory) {}

    /**
     * Begins one.
     *
     * @param owner whose it is
     * @param options the budget of what is remembered
     * @param partSeconds how much of it is looked at at a time, unless somebody asks
     * @param idle after how long without a request it ends
     */
    VideoStream(String owner, LiveOptions options, double partSeconds, Duration idle) {
        byte[] random = new byte[12];
        RANDOM.nextBytes(random);
        this.id = "stream_" + HexFormat.of().formatHex(random);
        this.owner = owner;
        this.options = options;
        this.partSeconds = partSeconds;
        this.idle = idle;
    }

    String id() {
        return id;
    }

    String owner() {
        return owner;
    }

    LiveOptions options() {
        return options;
    }

    Duration idle() {
        return idle;
    }

    Instant created() {
        return created;
    }

    synchronized State state() {
        return new State(memory.until(), frames, waiting.size(), memory);
    }

    /** Tells whether frames can be taken before some have been looked at. */
    synchronized boolean hasRoom(List<LiveFrame> next) {
        return waiting.isEmpty()
                || waiting.size() + next.size() <= MOST_LEFT
                        && bytes(waiting) + bytes(next) <= MOST_BYTES_LEFT;
    }

    static long bytes(List<LiveFrame> frames) {
        return frames.stream().mapToLong(it -> it.picture().bytes().length).sum();
    }

    /**
     * Takes the next frames. Those that are not later than what has come are passed over, so that a
     * request that failed may be made again.
     *
     * @return how many were passed over
     * @throws ApiException if too many wait
     */
    synchronized int push(List<LiveFrame> next) {
        if (!hasRoom(next)) {
            throw busy();
        }
        int passedOver = 0;
        for (LiveFrame frame : next) {
            if (frame.seconds() > last) {
                last = frame.seconds();
                frames++;
                waiting.add(frame);
            } else {
                passedOver++;
            }
        }
        return passedOver;
    }

    /**
     * Looks at the frames that wait, if they are enough for a part.
     *
     * @param all whether fewer are enough
     * @param patience how long to wait for somebody else who looks at some
     * @param seer looks at them
     * @param warnings is told of the frames that cannot be read, and are left out
     * @return what is remembered then
     * @throws MingleException if they could not be looked at now, which is not their fault; they go
     *     on waiting
     */
    LiveMemory look(boolean all, Duration patience, Seer seer, Consumer<String> warnings)
            throws IOException {
        if (!taken(patience)) {
            throw busy();
        }
        try {
            for (List<LiveFrame> next = due(all); !next.isEmpty(); next = due(all)) {
                see(next, seer, warnings);
            }
            return state().memory();
        } finally {
            looking.unlock();
        }
    }

    private static ApiException busy() {
        return new ApiException(
                ApiError.of(
                        429,
                        "stream-busy",
                        "Frames of this stream still wait to be looked at. Push the next when the"
                                + " request before has been answered."));
    }

    private boolean taken(Duration patience) {
        try {
            return looking.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized List<LiveFrame> due(boolean all) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        double seconds = waiting.get(waiting.size() - 1).seconds() - waiting.get(0).seconds();
        boolean enough =
                all
                        || seconds >= partSeconds
                        || waiting.size() >= MOST_TOGETHER
                        || bytes(waiting) > MOST_WAITING;
        return enough
                ? List.copyOf(waiting.subList(0, Math.min(MOST_TOGETHER, waiting.size())))
                : List.of();
    }

    private void see(List<LiveFrame> next, Seer seer, Consumer<String> warnings)
            throws IOException {
        try {
            LiveMemory after = seer.see(state().memory(), next);
            synchronized (this) {
                memory = after;
                waiting.subList(0, next.size()).clear();
            }
        } catch (UnreadableContentException | ContentTooLargeException e) {
            int count = next.size();
            if (count > 1) {
                // Not all of them are at fault.
                see(next.subList(0, count / 2), seer, warnings);
                see(next.subList(count / 2, count), seer, warnings);
                return;
            }
            warnings.accept(
                    "A frame of the stream at %s is left out: %s"
                            .formatted(TimeSpan.clock(next.get(0).seconds()), e.getMessage()));
            synchronized (this) {
                waiting.remove(0);
            }
        }
    }
}

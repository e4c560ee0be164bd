package io.mingle.host.video;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextPieces;
import io.mingle.api.event.Usage;
import io.mingle.api.video.LiveAnswer;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.LiveMemory;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.LiveWatching;
import io.mingle.api.video.Moment;
import io.mingle.api.video.TimeSpan;
import io.mingle.host.Mingle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Watches a stream: takes frames as they come, has a few seconds of them looked at at a time, and
 * answers questions at any moment from what was seen until then.
 *
 * <p>Memory is bounded whatever comes: of frames that wait to be looked at, every second one is
 * dropped when there are too many; of those that were, tokens within the budget stay. What is
 * remembered lies here, so that the bundles behind it may be replaced while the stream goes on.
 *
 * <p>Frames that cannot be read are left out. Where they cannot be looked at for another reason,
 * which may be gone later, such as a lack of memory, they wait: they are looked at again with the
 * next part, or when somebody asks, who is told if that fails, too. After the last frame nothing is
 * waited for any more.
 *
 * <p>May be used from any thread.
 */
public final class LiveVideo implements AutoCloseable {

    /** Frames that wait at most, each an encoded picture. */
    private static final int MOST_WAITING = 64;

    /** Frames that are looked at at a time. */
    private static final int MOST_TOGETHER = 16;

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Mingle mingle;
    private final LiveOptions options;
    private final double partSeconds;
    private final Consumer<String> warnings;
    private final Thread worker = new Thread(this::watch, "mingle-live-video");

    private final Object lock = new Object();
    private final List<LiveFrame> waiting = new ArrayList<>();

    /** Those that are being looked at, or could not be. */
    private final List<LiveFrame> current = new ArrayList<>();

    private LiveMemory memory = LiveMemory.EMPTY;
    private MingleException failure;
    private Generation<LiveMemory> seeing;
    private double last = -1;

    /** Up to when frames have been looked at or left out. */
    private double handled = -1;

    /** Why those that are current could not be looked at; null if they were not tried in vain. */
    private MingleException trouble;

    /** Up to when frames had come then. */
    private double troubledAt;

    /** How often that has happened. */
    private long troubles;

    private boolean wanted;
    private boolean ended;
    private boolean over;
    private boolean thinned;

    /**
     * Begins to watch.
     *
     * @param mingle who looks
     * @param options the budget of what is remembered
     * @param partSeconds how much of the stream is looked at at a time, unless somebody asks
     * @param warnings is told what was missed, a sentence each, on a thread of its own
     */
    public LiveVideo(
            Mingle mingle, LiveOptions options, double partSeconds, Consumer<String> warnings) {
        this.mingle = mingle;
        this.options = options;
        this.partSeconds = partSeconds;
        this.warnings = warnings;
        worker.setDaemon(true);
        worker.start();
    }

    /**
     * Takes the next frame; returns at once.
     *
     * @param frame not before the last one
     * @throws InvalidRequestException if it is before the last one, or the stream has ended
     * @throws MingleException if the stream can be watched no longer
     */
    public void push(LiveFrame frame) {
        synchronized (lock) {
            if (failure != null) {
                throw failure;
            }
            if (ended) {
                throw new InvalidRequestException(
                        "A frame came after the end of the stream. Begin another stream.");
            }
            if (frame.seconds() < last) {
                throw new InvalidRequestException(
                        "A frame at %s seconds came after one at %s. Push frames in their order."
                                .formatted(frame.seconds(), last));
            }
            last = frame.seconds();
            waiting.add(frame);
            if (waiting.size() > MOST_WAITING) {
                for (int i = waiting.size() - 1; i > 0; i -= 2) {
                    waiting.remove(i - 1);
                }
                thinned = true;
            }
            lock.notifyAll();
        }
    }

    /** Says that no frame will come any more; what waits is still looked at. */
    public void end() {
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
        }
    }

    /** Returns what is remembered now. */
    public LiveMemory memory() {
        synchronized (lock) {
            return memory;
        }
    }

    /**
     * Begins to answer a question from what was seen until now. What was pushed before is looked at
     * first. About the future, the answer waits until it can be told, or until the stream ends:
     * then it is not ready.
     *
     * @param question what is asked
     * @param moment what it is about
     * @return the answer, under way
     */
    public Generation<LiveAnswer> ask(String question, Moment moment) {
        return GenerationChannel.produce(
                "ask-live-video",
                channel -> {
                    AtomicReference<Generation<LiveAnswer>> current = new AtomicReference<>();
                    channel.onCancel(() -> cancel(current.get()));
                    LiveMemory seen = seen(channel);
                    while (true) {
                        LiveAnswer answer = asked(channel, current, seen, question, moment);
                        LiveMemory next = answer.isReady() ? null : after(channel, seen);
                        if (next == null) {
                            channel.finished(answer, Usage.NONE);
                            return answer;
                        }
                        seen = next;
                    }
                });
    }

    private LiveAnswer asked(
            GenerationChannel<LiveAnswer> channel,
            AtomicReference<Generation<LiveAnswer>> current,
            LiveMemory seen,
            String question,
            Moment moment) {
        channel.throwIfCancelled();
        Generation<LiveAnswer> asked =
                mingle.generate(LiveWatching.class, it -> it.ask(seen, question, moment, options));
        current.set(asked);
        if (channel.isCancelled()) {
            asked.cancel();
        }
        return TextPieces.join(asked, channel::delta, LONGEST).result();
    }

    private void cancel(Generation<LiveAnswer> current) {
        if (current != null) {
            current.cancel();
        }
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /**
     * Waits until what was pushed until now has been looked at, and something has.
     *
     * @throws MingleException if it cannot be looked at now
     */
    private LiveMemory seen(GenerationChannel<?> channel) throws InterruptedException {
        synchronized (lock) {
            double until = last;
            long before = troubles;
            while (!over && (memory.isEmpty() || handled < until)) {
                channel.throwIfCancelled();
                if (trouble != null && troubles > before) {
                    throw trouble;
                }
                wanted = true;
                lock.notifyAll();
                lock.wait();
            }
            if (failure != null) {
                throw failure;
            }
            if (memory.isEmpty()) {
                throw new UnreadableContentException(
                        "The stream ended before a frame of it could be seen. Check where it comes"
                                + " from.");
            }
            return memory;
        }
    }

    /** Waits until more has been seen; null if nothing more will be. */
    private LiveMemory after(GenerationChannel<?> channel, LiveMemory before)
            throws InterruptedException {
        synchronized (lock) {
            while (!over && memory == before) {
                channel.throwIfCancelled();
                lock.wait();
            }
            if (failure != null) {
                throw failure;
            }
            return memory == before ? null : memory;
        }
    }

    private void watch() {
        try {
            for (List<LiveFrame> frames = next(); !frames.isEmpty(); frames = next()) {
                try {
                    see(frames);
                } catch (MingleException e) {
                    keep(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MingleException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(
                    new InternalException(
                            "A stream was being watched and the watching failed (%s). Begin another stream, and report it."
                                    .formatted(e),
                            e));
        } finally {
            synchronized (lock) {
                over = true;
                waiting.clear();
                current.clear();
                lock.notifyAll();
            }
        }
    }

    private void fail(MingleException error) {
        synchronized (lock) {
            failure = error;
        }
    }

    /** Lets the frames that are current wait, if what went wrong may be gone later. */
    private void keep(MingleException error) {
        boolean isNew;
        synchronized (lock) {
            if (ended || !error.retryable()) {
                throw error;
            }
            isNew = trouble == null;
            trouble = error;
            troubledAt = last;
            troubles++;
            wanted = false;
            lock.notifyAll();
        }
        if (isNew) {
            warnings.accept(
                    "Frames of the stream cannot be looked at now, and wait: "
                            + error.getMessage());
        }
    }

    /** Waits for the next frames to look at; none at the end. */
    private List<LiveFrame> next() throws InterruptedException {
        boolean tell;
        List<LiveFrame> frames;
        synchronized (lock) {
            while (failure == null && !isDue()) {
                if (ended && current.isEmpty() && waiting.isEmpty()) {
                    return List.of();
                }
                lock.wait();
            }
            if (failure != null) {
                return List.of();
            }
            if (current.isEmpty()) {
                int count = Math.min(MOST_TOGETHER, waiting.size());
                current.addAll(waiting.subList(0, count));
                waiting.subList(0, count).clear();
            }
            frames = List.copyOf(current);
            wanted &= !waiting.isEmpty();
            tell = thinned;
            thinned = false;
        }
        if (tell) {
            warnings.accept(
                    "Frames of the stream come faster than they can be looked at; some were left"
                            + " out.");
        }
        return frames;
    }

    private boolean isDue() {
        if (!current.isEmpty()) {
            return ended || wanted || last > troubledAt && last - troubledAt >= partSeconds;
        }
        if (waiting.isEmpty()) {
            return false;
        }
        double seconds = waiting.get(waiting.size() - 1).seconds() - waiting.get(0).seconds();
        return ended || wanted || seconds >= partSeconds || waiting.size() >= MOST_TOGETHER;
    }

    private void see(List<LiveFrame> frames) {
        LiveMemory before = memory();
        try {
            Generation<LiveMemory> generation =
                    mingle.generate(LiveWatching.class, it -> it.see(before, frames, options));
            synchronized (lock) {
                seeing = generation;
                if (failure != null) {
                    // Closed meanwhile, which found nothing to cancel yet.
                    generation.cancel();
                }
            }
            LiveMemory after = generation.join(LONGEST).result();
            synchronized (lock) {
                memory = after;
            }
        } catch (UnreadableContentException | ContentTooLargeException e) {
            int count = frames.size();
            if (count > 1) {
                // Not all of them are at fault.
                see(frames.subList(0, count / 2));
                see(frames.subList(count / 2, count));
                return;
            }
            warnings.accept(
                    "A frame of the stream at %s is left out: %s"
                            .formatted(TimeSpan.clock(frames.get(0).seconds()), e.getMessage()));
        }
        synchronized (lock) {
            handled = frames.get(frames.size() - 1).seconds();
            trouble = null;
            current.subList(0, frames.size()).clear();
            lock.notifyAll();
        }
    }

    /** Ends at once: what waits is dropped, and who waits for an answer is told. */
    @Override
    public void close() {
        Generation<LiveMemory> current;
        synchronized (lock) {
            ended = true;
            waiting.clear();
            current = seeing;
            if (!over && failure == null && !isDone()) {
                failure = new CancelledException("The stream was closed before it had ended.");
            }
            lock.notifyAll();
        }
        if (current != null) {
            current.cancel();
        }
    }

    private boolean isDone() {
        return !worker.isAlive();
    }
}

package io.mingle.core.internal.thinker;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Step;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.position.Positions;
import io.mingle.thinker.prompt.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is made of one prompt: an answer, or its hidden states. Its steps: the encoding of each
 * picture, sound and part of a video, each chunk of the prompt, and what follows. All state belongs
 * to the device's thread.
 */
abstract class PromptWork<R> implements Step {

    /** The most rows of the prompt that one step runs. */
    static final int CHUNK = 512;

    /** Rows of a step while others wait: at first, and at least. */
    private static final int FIRST_ROWS = 64;

    private static final int LEAST_ROWS = 16;

    /** Beside an answer, which has 1: there somebody reads along, and every pause is seen. */
    private static final double READING = 2 / 3.0;

    private static final int ROOM = 256;

    private static final Reservation NOTHING = () -> {};

    final DecoderRunner decoder;
    final Prompt prompt;
    final Positions positions;
    final int limit;
    final Executor events;
    final Waiting waiting;

    /** Spent on encoding, on the prompt, and on what followed. */
    final long[] nanos = new long[3];

    Tensor input;
    Tensor modality;
    Tensor cache;
    int capacity;
    int past;
    int answered;

    private final Turn turn;
    private final int chunk;
    private final GenerationChannel<R> channel = new GenerationChannel<>();
    private final List<Tensor> features = new ArrayList<>();
    private Reservation loaded = NOTHING;
    private Reservation promise = NOTHING;
    private MemoryRefusedException refusal;
    private long waitsUntil;
    private double nanosOfRow;

    /**
     * @param limit the most tokens that follow the prompt
     * @param chunk the most rows of the prompt that one step runs
     * @param events tells the channel what has happened
     */
    PromptWork(
            DecoderRunner decoder,
            Turn turn,
            int limit,
            int chunk,
            Executor events,
            Waiting waiting) {
        this.decoder = decoder;
        this.turn = turn;
        this.prompt = turn.prompt();
        this.positions =
                Positions.of(prompt.length(), prompt.blocks(), decoder.config().ropeScaling());
        this.limit = limit;
        this.chunk = chunk;
        this.events = events;
        this.waiting = waiting;
    }

    /** Runs {@code count} rows of the prompt, from row {@code past} on. */
    abstract void read(int[] positions, int count);

    /**
     * Goes on after the prompt: in the step that has read its last row, and in each step after it.
     *
     * @return whether there is more to do
     */
    abstract boolean proceed();

    /**
     * Hands over what was made, after the last step.
     *
     * @return gives the result, once all events before it have been told
     */
    abstract Supplier<R> end();

    /** Bounds what it will take beyond the prompt's rows, the cache, and a step. */
    long otherBytes() {
        return 0;
    }

    GenerationChannel<R> channel() {
        return channel;
    }

    @Override
    public long request() {
        return channel.number();
    }

    @Override
    public double weight() {
        return isReading() ? READING : 1;
    }

    /** Returns about how long the device still works on it. */
    double nanosLeft() {
        return waiting.pace().nanosLeft(Math.max(0, prompt.length() - past), answered, limit);
    }

    /**
     * Notes what memory it waits for.
     *
     * @param until when it has waited long enough, as {@link System#nanoTime} counts; counts from
     *     the first time
     */
    void waitsFor(MemoryRefusedException refusal, long until) {
        waitsUntil = hasWaited() ? waitsUntil : until;
        this.refusal = refusal;
    }

    boolean hasWaited() {
        return refusal != null;
    }

    boolean isDue(long now) {
        return hasWaited() && now - waitsUntil >= 0;
    }

    /** Returns what it was refused. */
    MemoryRefusedException refusal() {
        return refusal;
    }

    @Override
    public boolean advance() {
        waiting.expire();
        try {
            if (step()) {
                promise();
                letOthersTry();
                return true;
            }
            release();
        } catch (MemoryRefusedException e) {
            await(e);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        return false;
    }

    /** Once the prompt is being read, whoever is next in the queue may find room as well. */
    private void letOthersTry() {
        if (hasWaited() && past > 0) {
            refusal = null;
            waiting.next();
        }
    }

    /** Waits, from the beginning and without holding any, until others give memory back. */
    private void await(MemoryRefusedException refused) {
        if (past > 0) {
            fail(refused);
            return;
        }
        free();
        try {
            waiting.await(this, refused);
        } catch (MemoryRefusedException last) {
            fail(last);
        }
    }

    private void fail(Throwable cause) {
        release();
        MingleException error =
                cause instanceof MingleException known
                        ? known
                        : new InternalException(
                                "A step of the thinker failed: " + cause.getMessage(), cause);
        events.execute(() -> channel.failed(error));
    }

    private boolean step() {
        if (channel.isCancelled()) {
            events.execute(channel::cancelled);
            return false;
        }
        if (waiting.isStopped()) {
            throw new SkillUnavailableException(
                    "The thinker was stopped while it %s. Ask again; another version takes over."
                            .formatted(isReading() ? "read a prompt" : "answered"));
        }
        if (past == 0) {
            waiting.enter(this);
            if (loaded == NOTHING) {
                loaded = decoder.hold();
            }
            promise();
        }
        long start = System.nanoTime();
        int phase;
        boolean more = true;
        if (features.size() < turn.encoders().size()) {
            phase = 0;
            features.add(turn.encoders().get(features.size()).get());
        } else {
            promise.close();
            phase = isReading() ? 1 : 2;
            if (isReading()) {
                readChunk();
            }
            more = isReading() || proceed();
        }
        nanos[phase] += System.nanoTime() - start;
        if (!more) {
            finish();
        }
        return more;
    }

    private boolean isReading() {
        return past < prompt.length();
    }

    private void readChunk() {
        if (input == null) {
            capacity = firstCapacity();
            cache = decoder.newCache(capacity);
            List<Tensor> entering = new ArrayList<>(features);
            entering.addAll(turn.queries());
            input = decoder.embed(prompt.ids(), entering, prompt.encodedRows());
            modality = decoder.modality(prompt.modality());
        }
        int rows = rowsInTime(decoder.budget(), nanosOfRow, chunk);
        int count = Math.min(rows, prompt.length() - past);
        long start = System.nanoTime();
        read(positions.range(past, past + count), count);
        nanosOfRow = (double) (System.nanoTime() - start) / count;
        past += count;
    }

    /**
     * Returns how many rows a step runs.
     *
     * @param budget nanoseconds that it may take; {@link Long#MAX_VALUE} while nobody waits
     * @param nanosOfRow what a row took in the step before; 0 in the first
     * @param most rows of a step
     */
    static int rowsInTime(long budget, double nanosOfRow, int most) {
        if (budget == Long.MAX_VALUE) {
            return most;
        }
        double rows = nanosOfRow > 0 ? budget / nanosOfRow : FIRST_ROWS;
        return (int) Math.min(most, Math.max(LEAST_ROWS, rows));
    }

    /**
     * Has what the work will still take set aside, from before it begins, so that it is not refused
     * when it is half done. Its own steps draw on that.
     */
    private void promise() {
        promise.close();
        promise = decoder.promise(stillNeeded());
    }

    /**
     * Bounds what the work will take beyond what it holds: the prompt's rows, the cache at its
     * largest with the one that it is copied from, the largest step, and what is its own.
     */
    private long stillNeeded() {
        int most = prompt.length() + limit;
        int size = cache == null ? firstCapacity() : capacity;
        long tokens = size;
        for (long old = size; old < most; old = Math.min(2 * old, most)) {
            tokens = old + Math.min(2 * old, most);
        }
        int rows = Math.max(1, Math.min(chunk, prompt.length() - past));
        return decoder.cacheBytes(tokens - (cache == null ? 0 : size))
                + (input == null ? decoder.inputBytes(prompt.length()) : 0)
                + decoder.stepBytes(most, rows)
                + otherBytes();
    }

    private int firstCapacity() {
        return prompt.length() + Math.min(limit, ROOM);
    }

    private void finish() {
        Supplier<R> result = end();
        Map<String, Duration> timings = new LinkedHashMap<>();
        timings.put(Usage.ENCODE, Duration.ofNanos(nanos[0]));
        timings.put(Usage.PREFILL, Duration.ofNanos(nanos[1]));
        timings.put(Usage.DECODE, Duration.ofNanos(nanos[2]));
        Usage usage = new Usage(prompt.length(), answered, timings, turn.heard());
        events.execute(() -> channel.finished(result.get(), usage, turn.warnings()));
    }

    /** Lets go of all memory. */
    void free() {
        promise.close();
        loaded.close();
        loaded = NOTHING;
        features.forEach(Tensor::close);
        features.clear();
        Stream.of(input, modality, cache).filter(Objects::nonNull).forEach(Tensor::close);
        input = null;
        modality = null;
        cache = null;
    }

    private void release() {
        free();
        waiting.ended(this);
    }
}

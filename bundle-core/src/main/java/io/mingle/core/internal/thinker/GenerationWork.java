package io.mingle.core.internal.thinker;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.FinishReason;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Timings;
import io.mingle.api.event.Usage;
import io.mingle.core.internal.sampling.Sampler;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Step;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.position.Positions;
import io.mingle.thinker.prompt.Prompt;
import io.mingle.thinker.tokenizer.StreamingDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One answer in the making. Its steps: the encoding of each picture, sound and part of a video,
 * each chunk of the prompt, each token. All state belongs to the device's thread.
 */
final class GenerationWork implements Step {

    /** Rows of the prompt that one step runs; others get their turn in between. */
    static final int CHUNK = 512;

    private static final int ROOM = 256;

    private static final Reservation NOTHING = () -> {};

    private final DecoderRunner decoder;
    private final Prompt prompt;
    private final Positions positions;
    private final List<Supplier<Tensor>> encoders;
    private final Sampler sampler;
    private final StreamingDecoder text;
    private final int limit;
    private final GenerationChannel channel = new GenerationChannel();
    private final Executor events;
    private final Waiting waiting;
    private final Consumer<GenerationWork> ended;
    private final List<Tensor> features = new ArrayList<>();
    private final long[] nanos = new long[3];

    private Tensor input;
    private Tensor modality;
    private Tensor cache;
    private int capacity;
    private int past;
    private int answered;
    private int next;
    private Reservation loaded = NOTHING;
    private Reservation promise = NOTHING;
    private MemoryRefusedException refusal;
    private long waitsUntil;
    private volatile boolean stopping;

    GenerationWork(
            DecoderRunner decoder,
            Prompt prompt,
            Positions positions,
            List<Supplier<Tensor>> encoders,
            Sampler sampler,
            StreamingDecoder text,
            int limit,
            Executor events,
            Waiting waiting,
            Consumer<GenerationWork> ended) {
        this.decoder = decoder;
        this.prompt = prompt;
        this.positions = positions;
        this.encoders = encoders;
        this.sampler = sampler;
        this.text = text;
        this.limit = limit;
        this.events = events;
        this.waiting = waiting;
        this.ended = ended;
    }

    GenerationChannel channel() {
        return channel;
    }

    @Override
    public long request() {
        return channel.number();
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

    /** Makes the next step the last one: what is not finished fails and may be tried again. */
    void stop() {
        stopping = true;
    }

    @Override
    public boolean advance() {
        waiting.expire();
        try {
            boolean more = step();
            if (!more) {
                release();
            } else {
                promise();
                letOthersTry();
            }
            return more;
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
                        : new InternalException("The answer failed: " + cause.getMessage(), cause);
        events.execute(() -> channel.failed(error));
    }

    private boolean step() {
        if (channel.isCancelled()) {
            events.execute(channel::cancelled);
            return false;
        }
        if (stopping) {
            throw new SkillUnavailableException(
                    "The thinker was stopped while it answered. Ask again; another version takes"
                            + " over.");
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
        if (features.size() < encoders.size()) {
            phase = 0;
            features.add(encoders.get(features.size()).get());
        } else {
            promise.close();
            phase = past < prompt.length() ? 1 : 2;
            more = phase == 1 ? prefill() : decode();
        }
        nanos[phase] += System.nanoTime() - start;
        if (!more) {
            finish();
        }
        return more;
    }

    /**
     * Has what the answer will still take set aside, from before it begins, so that it is not
     * refused when it is half done. Its own steps draw on that.
     */
    private void promise() {
        promise.close();
        promise = decoder.promise(stillNeeded());
    }

    /**
     * Bounds what the answer will take beyond what it holds: the prompt's rows, the cache at its
     * largest with the one that it is copied from, and the largest step.
     */
    private long stillNeeded() {
        int most = prompt.length() + limit;
        int size = cache == null ? firstCapacity() : capacity;
        long tokens = size;
        for (int old = size; old < most; old = Math.min(2 * old, most)) {
            tokens = (long) old + Math.min(2 * old, most);
        }
        int rows = Math.max(1, Math.min(CHUNK, prompt.length() - past));
        return decoder.cacheBytes(tokens - (cache == null ? 0 : size))
                + (input == null ? decoder.inputBytes(prompt.length()) : 0)
                + decoder.stepBytes(most, rows);
    }

    private int firstCapacity() {
        return prompt.length() + Math.min(limit, ROOM);
    }

    private boolean prefill() {
        if (input == null) {
            capacity = firstCapacity();
            cache = decoder.newCache(capacity);
            input = decoder.embed(prompt.ids(), features, prompt.encodedRows());
            modality = decoder.modality(prompt.modality());
        }
        int count = Math.min(CHUNK, prompt.length() - past);
        float[] logits =
                decoder.prefill(
                        input, positions.range(past, past + count), modality, cache, past, count);
        past += count;
        return past < prompt.length() || choose(logits);
    }

    private boolean decode() {
        if (past == capacity) {
            grow();
        }
        float[] logits = decoder.decode(next, positions.decode(past), cache, past);
        past++;
        return choose(logits);
    }

    private void grow() {
        int room = Math.min(2 * capacity, prompt.length() + limit);
        Tensor bigger = decoder.newCache(room);
        decoder.copyCache(cache, bigger);
        cache.close();
        cache = bigger;
        capacity = room;
    }

    /** Takes the next token; returns whether the answer goes on. */
    private boolean choose(float[] logits) {
        next = sampler.next(logits);
        answered++;
        if (next == decoder.config().eosToken()) {
            return false;
        }
        tell(text.push(next));
        return answered < limit;
    }

    private void tell(String piece) {
        if (!piece.isEmpty()) {
            events.execute(() -> channel.delta(piece));
        }
    }

    private void finish() {
        tell(text.finish());
        FinishReason reason =
                next == decoder.config().eosToken() ? FinishReason.STOP : FinishReason.LENGTH;
        Timings timings =
                new Timings(
                        Duration.ofNanos(nanos[0]),
                        Duration.ofNanos(nanos[1]),
                        Duration.ofNanos(nanos[2]));
        waiting.pace().finished(prompt.length(), nanos[0] + nanos[1], answered, nanos[2]);
        Usage usage = new Usage(prompt.length(), answered, timings);
        events.execute(() -> channel.finished(reason, usage));
    }

    private void free() {
        promise.close();
        loaded.close();
        loaded = NOTHING;
        features.forEach(Tensor::close);
        features.clear();
        for (Tensor tensor : new Tensor[] {input, modality, cache}) {
            if (tensor != null) {
                tensor.close();
            }
        }
        input = null;
        modality = null;
        cache = null;
    }

    private void release() {
        free();
        waiting.ended(this);
        ended.accept(this);
    }
}

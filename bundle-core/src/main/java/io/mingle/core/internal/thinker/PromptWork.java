package io.mingle.core.internal.thinker;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.decode.Part;
import io.mingle.decode.Sequence;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Step;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.WorkGroup;
import io.mingle.thinker.prompt.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What is made of one prompt: an answer, or its hidden states. Its steps: the encoding of each
 * picture, sound and part of a video, each chunk of the prompt, and what follows. All state belongs
 * to the device's thread.
 *
 * <p>It takes memory as it needs it. Refused some, it may have to {@linkplain Waiting wait}: then
 * it lets go of all memory, and begins again later by reading the prompt and the tokens that have
 * followed it. Nothing is told twice: what it has answered, and how it goes on, it keeps.
 */
abstract class PromptWork<R> implements Step {

    /** The most rows of the prompt that one step runs. */
    static final int CHUNK = 512;

    /** Beside an answer, which has 1: there somebody reads along, and every pause is seen. */
    private static final double READING = 2 / 3.0;

    /** Tokens for which there has to be room behind the prompt before it is read. */
    private static final int SLACK = 32;

    private static final Reservation NOTHING = () -> {};

    final DecoderRunner decoder;
    final Prompt prompt;
    final int limit;
    final Executor events;
    final Waiting waiting;
    final Sequence sequence;

    /** Spent on encoding, on the prompt, and on what followed. */
    final long[] nanos = new long[3];

    Tensor input;

    private final Turn turn;
    private final PromptTokens tokens;
    private final ReadingSpeed speed = new ReadingSpeed();
    private final int chunk;
    private final GenerationChannel<R> channel = new GenerationChannel<>();
    private final List<Tensor> features = new ArrayList<>();
    private int encoded;
    private int toRead;
    private int rowsPromised;
    private int rowsRead;
    private long promised;
    private boolean admitted;
    private boolean begun;
    private boolean scheduled = true;
    private boolean over;
    private Reservation loaded = NOTHING;
    private Reservation promise = NOTHING;
    private MemoryRefusedException refusal;
    private long waitsUntil;

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
        this.limit = limit;
        this.chunk = chunk;
        this.events = events;
        this.waiting = waiting;
        this.sequence = decoder.open();
        this.tokens = new PromptTokens(prompt, limit, decoder.config());
        this.toRead = prompt.length();
    }

    /** Runs rows of the prompt, or of what has followed it. */
    abstract void read(Part part);

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

    /** Returns whether the rows of the prompt are wanted, though no content takes their place. */
    boolean wantsInput() {
        return false;
    }

    /** Bounds what it will take beyond the prompt's rows, the pages, and a step. */
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
        return !over && isReading() ? READING : 1;
    }

    /** Returns about how long the device still works on it. */
    double nanosLeft() {
        return waiting.pace().nanosLeft(Math.max(0, toRead - sequence.length()), answered(), limit);
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

    /** Returns whether it has had all memory that it needed, if only once. */
    boolean hasBegun() {
        return begun;
    }

    boolean isDue(long now) {
        return hasWaited() && now - waitsUntil >= 0;
    }

    /** Returns what it was refused. */
    MemoryRefusedException refusal() {
        return refusal;
    }

    /** Bounds what it holds besides pages, which are of use to others if it gives way. */
    long held() {
        long content = features.stream().mapToLong(Tensor::bytes).sum();
        return promised + content + (input == null ? 0 : input.bytes()) + otherBytes();
    }

    /** Returns what the pages of all take. */
    long pages() {
        return decoder.pages();
    }

    /** Returns how many rows were read, those that were read again among them. */
    int rowsRead() {
        return rowsRead;
    }

    /** Queues its next step; one that is queued from before it had to wait will do. */
    void resume(WorkGroup work) {
        if (!scheduled) {
            scheduled = true;
            work.submit(this);
        }
    }

    /** Learns, in a step of the device, that nobody wants it any more. */
    void cancelled() {
        if (waiting.isWaiting(this)) {
            cancel();
        }
    }

    @Override
    public boolean advance() {
        waiting.expire();
        scheduled = !over && !waiting.isWaiting(this) && goOn();
        return scheduled;
    }

    private boolean goOn() {
        while (true) {
            try {
                if (step()) {
                    promise();
                    return true;
                }
                return false;
            } catch (MemoryRefusedException e) {
                if (over || waiting.isTooMuch(this, e)) {
                    fail(e);
                    return false;
                }
                if (!waiting.makeRoom(this, e)) {
                    await(e);
                    return false;
                }
            } catch (RuntimeException | Error e) {
                fail(e);
                return false;
            }
        }
    }

    /** Waits, without holding any, until others give memory back. */
    private void await(MemoryRefusedException refused) {
        free();
        try {
            waiting.await(this, refused);
        } catch (MemoryRefusedException last) {
            fail(last);
        }
    }

    /** Ends it, if it has not ended. */
    void fail(Throwable cause) {
        release();
        MingleException error =
                cause instanceof MingleException known
                        ? known
                        : new InternalException(
                                "A step of the thinker failed: " + cause.getMessage(), cause);
        events.execute(() -> channel.failed(error));
    }

    private void cancel() {
        release();
        events.execute(channel::cancelled);
    }

    /** Says that it is over because the thinker has stopped. */
    SkillUnavailableException stopped() {
        return new SkillUnavailableException(
                "The thinker was stopped while it %s. Ask again; another version takes over."
                        .formatted(answered() == 0 ? "read a prompt" : "answered"));
    }

    /** Does one step, after which there is more to do, or it is over. */
    private boolean step() {
        if (channel.isCancelled()) {
            cancel();
            return false;
        }
        if (waiting.isStopped()) {
            throw stopped();
        }
        if (!admitted) {
            enter();
        }
        long start = System.nanoTime();
        int phase;
        boolean more = true;
        if (encoded < turn.encoders().size()) {
            phase = 0;
            features.add(turn.encoders().get(encoded).get());
            encoded++;
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

    /** Takes what it needs to read all tokens, and to go on a little. */
    private void enter() {
        waiting.enter(this);
        toRead = tokens.length();
        if (loaded == NOTHING) {
            loaded = decoder.hold();
        }
        sequence.reserve(toRead + Math.min(SLACK, limit - answered()));
        promise();
        admitted = true;
        begun = true;
        if (hasWaited()) {
            refusal = null;
            waiting.entered();
        }
    }

    private boolean isReading() {
        return sequence.length() < toRead;
    }

    /** Returns how many of the tokens are still to be run. */
    int ahead() {
        return tokens.length() - sequence.length();
    }

    /** Returns how many tokens have followed the prompt. */
    int answered() {
        return tokens.answered();
    }

    void append(int token) {
        tokens.append(token);
    }

    private void readChunk() {
        int past = sequence.length();
        if (past == 0 && input == null && isEmbedded()) {
            List<Tensor> entering = new ArrayList<>(features);
            entering.addAll(turn.queries());
            input = decoder.embed(prompt.ids(), entering, prompt.encodedRows());
            closeFeatures();
        }
        int end = input == null ? toRead : prompt.length();
        int rows = speed.rowsIn(decoder.budget(), rowsPromised);
        int count = Math.min(rows, end - past);
        long start = System.nanoTime();
        read(part(count));
        speed.took(System.nanoTime() - start, count);
        rowsRead += count;
        if (past + count == prompt.length() && !wantsInput()) {
            closeInput();
        }
    }

    /** Returns whether the prompt enters as rows, not as tokens. */
    private boolean isEmbedded() {
        return wantsInput() || !turn.encoders().isEmpty() || !turn.queries().isEmpty();
    }

    /** Returns the next tokens to run; there have to be pages for them. */
    Part part(int count) {
        return tokens.next(sequence, input, count);
    }

    /**
     * Has what the next step takes set aside, so that nobody else takes it meanwhile. Where memory
     * is short, fewer rows are read at a time: who has decoded its answer row by row has to be able
     * to read it again in the same memory. As long as there is something to encode, that gets what
     * is free.
     */
    private void promise() {
        promise.close();
        boolean reads = isReading() && encoded == turn.encoders().size();
        int rows = reads ? Math.min(chunk, toRead - sequence.length()) : 1;
        while (true) {
            try {
                promised = stillNeeded(rows);
                promise = decoder.promise(promised);
                rowsPromised = rows;
                return;
            } catch (MemoryRefusedException e) {
                if (rows == 1) {
                    throw e;
                }
                rows /= 2;
            }
        }
    }

    /** Bounds what the next step will take: the prompt's rows, its own, and what else is. */
    private long stillNeeded(int rows) {
        int seen = isReading() ? toRead : tokens.length() + 1;
        boolean embeds = sequence.length() == 0 && input == null && isEmbedded();
        return (embeds ? decoder.inputBytes(prompt.length()) : 0)
                + decoder.stepBytes(sequence, seen, rows)
                + otherBytes();
    }

    private void finish() {
        over = true;
        Supplier<R> result = end();
        Map<String, Duration> timings = new LinkedHashMap<>();
        timings.put(Usage.ENCODE, Duration.ofNanos(nanos[0]));
        timings.put(Usage.PREFILL, Duration.ofNanos(nanos[1]));
        timings.put(Usage.DECODE, Duration.ofNanos(nanos[2]));
        Usage usage = new Usage(prompt.length(), answered(), timings, turn.heard());
        release();
        events.execute(() -> channel.finished(result.get(), usage, turn.warnings()));
    }

    /** Lets go of all memory; it is to begin again after that. */
    void free() {
        promise.close();
        loaded.close();
        loaded = NOTHING;
        closeFeatures();
        closeInput();
        sequence.close();
        encoded = 0;
        toRead = tokens.length();
        admitted = false;
    }

    private void closeFeatures() {
        features.forEach(Tensor::close);
        features.clear();
    }

    private void closeInput() {
        if (input != null) {
            input.close();
            input = null;
        }
    }

    private void release() {
        over = true;
        free();
        waiting.ended(this);
    }
}

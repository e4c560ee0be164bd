package io.mingle.core.internal.thinker;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.FinishReason;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Timings;
import io.mingle.api.event.Usage;
import io.mingle.core.internal.sampling.Sampler;
import io.mingle.tensor.Step;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.Input;
import io.mingle.thinker.position.Positions;
import io.mingle.thinker.prompt.Prompt;
import io.mingle.thinker.tokenizer.StreamingDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One answer in the making. Its steps: each picture's encoding, each chunk of the prompt, each
 * token. All state belongs to the device's thread.
 */
final class GenerationWork implements Step {

    /** Rows of the prompt that one step runs; others get their turn in between. */
    private static final int CHUNK = 512;

    private static final int ROOM = 256;

    private final DecoderRunner decoder;
    private final Prompt prompt;
    private final Positions positions;
    private final List<Input.Visual> pictures;
    private final Sampler sampler;
    private final StreamingDecoder text;
    private final int limit;
    private final GenerationChannel channel = new GenerationChannel();
    private final Executor events;
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
    private volatile boolean stopping;

    GenerationWork(
            DecoderRunner decoder,
            Prompt prompt,
            Positions positions,
            List<Input.Visual> pictures,
            Sampler sampler,
            StreamingDecoder text,
            int limit,
            Executor events,
            Consumer<GenerationWork> ended) {
        this.decoder = decoder;
        this.prompt = prompt;
        this.positions = positions;
        this.pictures = pictures;
        this.sampler = sampler;
        this.text = text;
        this.limit = limit;
        this.events = events;
        this.ended = ended;
    }

    GenerationChannel channel() {
        return channel;
    }

    /** Makes the next step the last one: what is not finished fails and may be tried again. */
    void stop() {
        stopping = true;
    }

    @Override
    public boolean advance() {
        try {
            boolean more = step();
            if (!more) {
                release();
            }
            return more;
        } catch (RuntimeException | Error e) {
            release();
            MingleException error =
                    e instanceof MingleException known
                            ? known
                            : new InternalException("The answer failed: " + e.getMessage(), e);
            events.execute(() -> channel.failed(error));
            return false;
        }
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
        long start = System.nanoTime();
        int phase;
        boolean more = true;
        if (features.size() < pictures.size()) {
            phase = 0;
            features.add(pictures.get(features.size()).encoder().get());
        } else if (past < prompt.length()) {
            phase = 1;
            more = prefill();
        } else {
            phase = 2;
            more = decode();
        }
        nanos[phase] += System.nanoTime() - start;
        if (!more) {
            finish();
        }
        return more;
    }

    private boolean prefill() {
        if (input == null) {
            capacity = Math.min(prompt.length() + limit, prompt.length() + ROOM);
            cache = decoder.newCache(capacity);
            input = decoder.embed(prompt.ids(), features, prompt.imageRows());
            modality = decoder.modality(prompt.imageMask());
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
        capacity = Math.min(2 * capacity, prompt.length() + limit);
        Tensor bigger = decoder.newCache(capacity);
        decoder.copyCache(cache, bigger);
        cache.close();
        cache = bigger;
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
        Usage usage = new Usage(prompt.length(), answered, timings);
        events.execute(() -> channel.finished(reason, usage));
    }

    private void release() {
        features.forEach(Tensor::close);
        for (Tensor tensor : new Tensor[] {input, modality, cache}) {
            if (tensor != null) {
                tensor.close();
            }
        }
        ended.accept(this);
    }
}

package io.mingle.core.internal.thinker;

import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.core.internal.sampling.Sampler;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.tokenizer.StreamingDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One answer in the making; what follows its prompt is a step for each token. */
final class GenerationWork extends PromptWork<Answer> {

    private final Sampler sampler;
    private final StreamingDecoder text;
    private final StopTexts stops;
    private final Optional<LogProbs> logprobs;
    private final List<TokenLogProbs> scored = new ArrayList<>();
    private float[] logits;
    private int next;

    GenerationWork(
            DecoderRunner decoder,
            Turn turn,
            Sampler sampler,
            StreamingDecoder text,
            StopTexts stops,
            Optional<LogProbs> logprobs,
            int limit,
            Executor events,
            Waiting waiting) {
        super(decoder, turn, limit, CHUNK, events, waiting);
        this.sampler = sampler;
        this.text = text;
        this.stops = stops;
        this.logprobs = logprobs;
    }

    @Override
    void read(int[] positions, int count) {
        logits = decoder.prefill(input, positions, modality, cache, past, count);
    }

    @Override
    boolean proceed() {
        if (answered > 0) {
            decode();
        }
        logprobs.ifPresent(it -> it.read(logits));
        next = sampler.next(logits);
        answered++;
        if (isEnd()) {
            return false;
        }
        logprobs.map(it -> it.of(next)).ifPresent(this::publish);
        tell(stops.push(text.push(next)));
        return stops.found().isEmpty() && answered < limit;
    }

    private boolean isEnd() {
        return next == decoder.config().eosToken();
    }

    private void decode() {
        if (past == capacity) {
            grow();
        }
        logits = decoder.decode(next, positions.decode(past), cache, past);
        past++;
    }

    private void grow() {
        int room = (int) Math.min(2L * capacity, prompt.length() + limit);
        Tensor bigger = decoder.newCache(room);
        decoder.copyCache(cache, bigger);
        cache.close();
        cache = bigger;
        capacity = room;
    }

    private void tell(String piece) {
        if (!piece.isEmpty()) {
            events.execute(() -> channel().delta(piece));
        }
    }

    private void publish(TokenLogProbs probabilities) {
        scored.add(probabilities);
        events.execute(() -> channel().publish(probabilities));
    }

    @Override
    Supplier<Answer> end() {
        tell(stops.push(text.finish()));
        tell(stops.finish());
        waiting.pace().finished(prompt.length(), nanos[0] + nanos[1], answered, nanos[2]);
        return () -> new Answer(channel().text(), reason(), stops.found(), scored);
    }

    private FinishReason reason() {
        if (stops.found().isPresent()) {
            return FinishReason.STOP_STRING;
        }
        return isEnd() ? FinishReason.STOP : FinishReason.LENGTH;
    }
}

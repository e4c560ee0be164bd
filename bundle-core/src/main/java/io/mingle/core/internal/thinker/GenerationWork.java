package io.mingle.core.internal.thinker;

import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.core.internal.sampling.Sampler;
import io.mingle.decode.Part;
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
    void read(Part part) {
        logits = decoder.step(part);
    }

    @Override
    boolean proceed() {
        if (ahead() > 0) {
            sequence.reserve(sequence.length() + 1);
            logits = decoder.step(part(1));
        }
        logprobs.ifPresent(it -> it.read(logits));
        next = sampler.next(logits);
        append(next);
        if (isEnd()) {
            return false;
        }
        logprobs.map(it -> it.of(next)).ifPresent(this::publish);
        tell(stops.push(text.push(next)));
        return stops.found().isEmpty() && answered() < limit;
    }

    private boolean isEnd() {
        return next == decoder.config().eosToken();
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
        waiting.pace().finished(rowsRead(), nanos[0] + nanos[1], answered(), nanos[2]);
        return () -> new Answer(channel().text(), reason(), stops.found(), scored);
    }

    private FinishReason reason() {
        if (stops.found().isPresent()) {
            return FinishReason.STOP_STRING;
        }
        return isEnd() ? FinishReason.STOP : FinishReason.LENGTH;
    }
}

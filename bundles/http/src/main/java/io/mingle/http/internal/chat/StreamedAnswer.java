package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.dialogue.SpokenAnswer;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.event.Usage;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.understanding.Answer;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Streamed;
import io.mingle.http.internal.sound.AudioFormat;
import io.mingle.http.internal.sound.RateChange;
import io.mingle.http.internal.tools.AnswerReader;
import io.mingle.http.internal.tools.Piece;
import io.mingle.http.internal.trace.RequestTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * An answer that is sent as it comes. Its chunks, for each choice: the role, pieces of text and of
 * calls, the reason for the end; then, if asked for, one with what it took. The words of one that
 * is spoken are the transcript of its sound, whose pieces stand between them.
 */
final class StreamedAnswer<R> extends Streamed<R> {

    private final ChatHead head;
    private final RequestTrace trace;
    private final boolean usage;
    private final boolean spoken;
    private final Function<R, Answer> words;
    private final List<Usage> usages = new ArrayList<>();
    private RateChange rate;
    private int speechTokens;
    private final List<AnswerReader> readers = new ArrayList<>();
    private final List<List<TokenLogProbs>> untold = new ArrayList<>();

    /**
     * @param words finds what was said in words
     */
    StreamedAnswer(
            Exchange exchange, ChatHead head, ChatRequest request, Function<R, Answer> words) {
        super(exchange);
        this.words = words;
        this.spoken = request.spoken().isPresent();
        this.head = head;
        this.trace = exchange.trace();
        this.usage = request.usage();
        for (int i = 0; i < request.question().choices(); i++) {
            readers.add(request.question().tools().reader());
            untold.add(new ArrayList<>());
        }
    }

    @Override
    protected void begin() throws IOException {
        for (int i = 0; i < untold.size(); i++) {
            ObjectNode delta = ChatJson.object().put("role", "assistant").put("content", "");
            chunk(i, delta.putNull("refusal"), null);
        }
    }

    @Override
    protected void tell(int choice, Event event) throws IOException {
        if (event instanceof TextDelta piece) {
            stream();
            tell(choice, readers.get(choice).push(piece.text()));
        } else if (event instanceof TokenLogProbs token) {
            untold.get(choice).add(token);
        } else if (event instanceof SpeechChunk chunk) {
            stream();
            sound(choice, chunk);
        }
    }

    private void sound(int choice, SpeechChunk chunk) throws IOException {
        rate = rate == null ? new RateChange(chunk.rate(), AudioFormat.PCM.rate()) : rate;
        sound(choice, rate.next(chunk.samples()));
    }

    private void sound(int choice, float[] samples) throws IOException {
        if (samples.length > 0) {
            byte[] bytes = AudioFormat.PCM.encode(samples);
            audio(choice, "data", Base64.getEncoder().encodeToString(bytes));
        }
    }

    private void audio(int choice, String name, String value) throws IOException {
        ObjectNode delta = ChatJson.object();
        delta.set("audio", SpokenForm.begun(head).put(name, value));
        chunk(choice, delta, null);
    }

    private void tell(int choice, List<Piece> pieces) throws IOException {
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Words said && spoken) {
                audio(choice, "transcript", said.text());
            } else if (piece instanceof Piece.Words said) {
                chunk(choice, ChatJson.object().put("content", said.text()), null);
            } else if (piece instanceof Piece.Begun begun) {
                call(choice, begun.call().index(), ChatJson.call(begun.call(), ""));
            } else if (piece instanceof Piece.Arguments more) {
                ObjectNode json = ChatJson.object();
                json.putObject("function").put("arguments", more.text());
                call(choice, more.call().index(), json);
            }
        }
    }

    private void call(int choice, int index, ObjectNode json) throws IOException {
        ObjectNode delta = ChatJson.object();
        delta.putArray("tool_calls").addObject().put("index", index).setAll(json);
        chunk(choice, delta, null);
    }

    @Override
    protected void end(int choice, Finished<R> finished) throws IOException {
        stream();
        Answer answer = words.apply(finished.result());
        if (rate != null) {
            sound(choice, rate.end());
        }
        AnswerReader reader = readers.get(choice);
        tell(choice, reader.finish(answer.reason()));
        if (!untold.get(choice).isEmpty()) {
            chunk(choice, ChatJson.object().put("content", ""), null);
        }
        String reason = reader.finishReason(answer.reason());
        trace.answered(reason);
        chunk(choice, ChatJson.object(), reason);
        usages.add(finished.usage());
        if (finished.result() instanceof SpokenAnswer its) {
            speechTokens = its.speech().map(Speech::tokens).orElse(0);
        }
    }

    @Override
    protected void finish() throws IOException {
        if (usage) {
            ObjectNode last = head.json("chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", ChatJson.usage(usages, speechTokens));
            stream().data(last);
        }
        stream().done();
    }

    @Override
    protected void fail(ApiError error) throws IOException {
        stream().data(error.json());
    }

    private void chunk(int choice, ObjectNode delta, String reason) throws IOException {
        ObjectNode chunk = head.json("chat.completion.chunk");
        ObjectNode only = chunk.putArray("choices").addObject().put("index", choice);
        only.set("delta", delta);
        List<TokenLogProbs> tokens = untold.get(choice);
        if (delta.has("role") || tokens.isEmpty()) {
            only.putNull("logprobs");
        } else {
            only.set("logprobs", ChatJson.logprobs(tokens));
            tokens.clear();
        }
        only.put("finish_reason", reason);
        if (usage) {
            chunk.putNull("usage");
        }
        stream().data(chunk);
    }
}

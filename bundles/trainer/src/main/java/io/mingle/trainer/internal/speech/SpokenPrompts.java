package io.mingle.trainer.internal.speech;

import io.mingle.audio.transcript.RecognitionPrompt;
import io.mingle.model.DecoderConfig;
import io.mingle.thinker.prompt.ChatTemplate;
import io.mingle.thinker.prompt.Message;
import io.mingle.thinker.prompt.Part;
import io.mingle.thinker.prompt.Prompt;
import io.mingle.thinker.prompt.Role;
import io.mingle.thinker.tokenizer.SpecialTokens;
import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.internal.learn.TokenizedText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Turns recordings and what is said in them into tokens, with the parts that serving uses. */
final class SpokenPrompts {

    private final Tokenizer tokenizer;
    private final DecoderConfig config;
    private final ChatTemplate template;

    SpokenPrompts(Tokenizer tokenizer, DecoderConfig config) {
        this.tokenizer = tokenizer;
        this.config = config;
        // No picture is asked about, so that it does not matter how many patches are merged.
        this.template = new ChatTemplate(tokenizer, SpecialTokens.of(tokenizer, config), 1);
    }

    /**
     * A prompt with a sound, and its answer with the token that ends it.
     *
     * @param sound the place of the first token of the sound
     * @param answer the place of the first token of the answer
     */
    record Heard(long[] ids, int sound, int answer) {}

    Heard heard(int tokens, String answer) {
        Message message =
                new Message(
                        Role.HUMAN,
                        List.of(
                                new Part.Words(RecognitionPrompt.PUBLISHED),
                                new Part.Audio(tokens)));
        Prompt prompt = template.render(List.of(message));
        long[] ids =
                LongStream.concat(
                                Arrays.stream(prompt.ids()).asLongStream(),
                                LongStream.concat(
                                        Arrays.stream(tokenizer.encode(answer)).asLongStream(),
                                        LongStream.of(config.eosToken())))
                        .toArray();
        return new Heard(ids, prompt.sounds().get(0).start(), prompt.length());
    }

    /** Returns an answer with the tokens that stand for its parts. */
    TokenizedText tokenized(String answer) {
        return TokenizedText.of(tokenizer, answer);
    }

    /** Returns the tokens of a prompt of words alone. */
    long[] asked(String words) {
        Message message = new Message(Role.HUMAN, List.of(new Part.Words(words)));
        return Arrays.stream(template.render(List.of(message)).ids()).asLongStream().toArray();
    }

    /** Returns the token that fills what is left of a row. */
    long padding() {
        return config.padToken();
    }
}

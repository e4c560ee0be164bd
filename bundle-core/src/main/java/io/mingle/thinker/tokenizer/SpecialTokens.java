package io.mingle.thinker.tokenizer;

import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.json.Names;
import io.mingle.model.DecoderConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The ids that build a prompt and end an answer. Where the configuration names an id, that one
 * counts; the others are looked up in the vocabulary.
 *
 * @param roleStart {@code <role>}
 * @param roleEnd {@code </role>}
 * @param imageStart {@code <image>}, before the visual tokens of a picture
 * @param imageEnd {@code </image>}, after them
 * @param imagePatch {@code <imagePatch>}, one per visual token
 * @param videoStart {@code <video>}, before the visual tokens of a video
 * @param videoEnd {@code </video>}, after them, if the vocabulary has it
 * @param endOfText {@code <|endoftext|>}, ends an answer
 * @param audio what sounds need, if the vocabulary has it
 */
public record SpecialTokens(
        int roleStart,
        int roleEnd,
        int imageStart,
        int imageEnd,
        int imagePatch,
        int videoStart,
        OptionalInt videoEnd,
        int endOfText,
        Optional<Audio> audio) {

    /**
     * The ids around and of a sound.
     *
     * @param start {@code <audio>}, before the audio tokens
     * @param patch {@code <audioPatch>}, one per audio token
     * @param end {@code </audio>}, after them
     */
    public record Audio(int start, int patch, int end) {}

    /**
     * Finds the ids of a model.
     *
     * @param tokenizer its tokenizer
     * @param config its configuration
     * @return the ids, all below the size of the model's vocabulary
     * @throws BrokenModelException if the tokenizer lacks a token or does not fit the model
     */
    public static SpecialTokens of(Tokenizer tokenizer, DecoderConfig config) {
        return of(tokenizer.vocabulary(), config);
    }

    /**
     * Finds the ids of a model without its tokenizer, which needs the native library.
     *
     * @param file its {@code tokenizer.json}
     * @param config its configuration
     * @return the ids, all below the size of the model's vocabulary
     * @throws BrokenModelException if the file is no tokenizer of this family or does not fit the
     *     model
     */
    public static SpecialTokens read(Path file, DecoderConfig config) {
        return of(new Vocabulary(Tokenizer.json(file), file.toString()), config);
    }

    private static SpecialTokens of(Vocabulary tokenizer, DecoderConfig config) {
        if (tokenizer.size() > config.vocabSize()) {
            throw new BrokenModelException(
                    "tokenizer.json has ids up to "
                            + (tokenizer.size() - 1)
                            + ", but llm_config.vocab_size is "
                            + config.vocabSize()
                            + ": the two files belong to different models.");
        }
        return new SpecialTokens(
                find(tokenizer, "<role>"),
                find(tokenizer, "</role>"),
                config.imageStartToken(),
                find(tokenizer, "</image>"),
                config.imagePatchToken(),
                config.videoStartToken(),
                tokenizer.added("</video>"),
                config.eosToken(),
                audio(tokenizer));
    }

    private static Optional<Audio> audio(Vocabulary tokenizer) {
        OptionalInt start = tokenizer.added("<audio>");
        OptionalInt patch = tokenizer.added("<audioPatch>");
        OptionalInt end = tokenizer.added("</audio>");
        return start.isPresent() && patch.isPresent() && end.isPresent()
                ? Optional.of(new Audio(start.getAsInt(), patch.getAsInt(), end.getAsInt()))
                : Optional.empty();
    }

    private static int find(Vocabulary tokenizer, String content) {
        return tokenizer
                .added(content)
                .orElseThrow(
                        () ->
                                new BrokenModelException(
                                        "tokenizer.json has no special token "
                                                + Names.quote(content)
                                                + ", which every prompt needs. Use the file that"
                                                + " belongs to the model."));
    }
}

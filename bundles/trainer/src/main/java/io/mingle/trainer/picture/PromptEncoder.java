package io.mingle.trainer.picture;

import io.mingle.model.DecoderConfig;
import io.mingle.thinker.position.Positions;
import io.mingle.thinker.prompt.ChatTemplate;
import io.mingle.thinker.prompt.Grid;
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

/** Turns questions and answers into tokens and positions, with the parts that serving uses. */
final class PromptEncoder {

    private final Tokenizer tokenizer;
    private final ChatTemplate template;
    private final DecoderConfig config;

    PromptEncoder(Tokenizer tokenizer, DecoderConfig config, int merge) {
        this.tokenizer = tokenizer;
        this.config = config;
        this.template = new ChatTemplate(tokenizer, SpecialTokens.of(tokenizer, config), merge);
    }

    /**
     * A prompt of one picture and one question, up to where the answer begins.
     *
     * @param ids [S]
     * @param positions [3 · S]: rows of time, height, width
     * @param question how many of them stand from the first token of the question on; 0 where the
     *     question's own tokens are not among them as they are
     */
    record Encoded(long[] ids, int[] positions, int question) {}

    Encoded prompt(Grid grid, String question) {
        return prompt(grid, false, question);
    }

    /** Returns a prompt of one picture, or one video, and one question. */
    Encoded prompt(Grid grid, boolean isVideo, String question) {
        Part seen = isVideo ? new Part.Video(grid) : new Part.Image(grid);
        Message message = new Message(Role.HUMAN, List.of(seen, new Part.Words(question)));
        Prompt prompt = template.render(List.of(message));
        Positions positions = Positions.of(prompt.length(), prompt.blocks(), config.ropeScaling());
        return new Encoded(
                Arrays.stream(prompt.ids()).asLongStream().toArray(),
                positions.range(0, prompt.length()),
                tail(prompt.ids(), tokenizer.encode(question)));
    }

    private static int tail(int[] ids, int[] question) {
        for (int i = ids.length - question.length; i >= 0; i--) {
            if (Arrays.equals(ids, i, i + question.length, question, 0, question.length)) {
                return ids.length - i;
            }
        }
        return 0;
    }

    /** Returns the tokens of an answer, with the one that ends it. */
    long[] answer(String text) {
        return LongStream.concat(
                        Arrays.stream(tokenizer.encode(text)).asLongStream(),
                        LongStream.of(config.eosToken()))
                .toArray();
    }

    /** Returns a question or an answer with the tokens that stand for its parts. */
    TokenizedText tokenized(String text) {
        return TokenizedText.of(tokenizer, text);
    }

    /** Returns the token that stands for a part of a picture. */
    long visualToken() {
        return config.imagePatchToken();
    }

    /** Returns the token that fills what is left of a row. */
    long padding() {
        return config.padToken();
    }
}

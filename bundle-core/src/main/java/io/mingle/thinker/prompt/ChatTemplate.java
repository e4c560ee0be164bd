package io.mingle.thinker.prompt;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.thinker.tokenizer.SpecialTokens;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.util.List;

/**
 * Writes a conversation as the published model was trained to read it:
 *
 * <pre>{@code
 * <role>HUMAN</role>{question}<role>ASSISTANT</role>{answer}
 * <role>HUMAN</role>{question}<role>ASSISTANT</role>
 * }</pre>
 *
 * <p>on one line, without the break shown here. A picture is {@code <image>}, one {@code
 * <imagePatch>} per visual token, {@code </image>} and a line break. A video is the same between
 * {@code <video>} and {@code </video>}, all its frames in one run. A sound is {@code <audio>}, one
 * {@code <audioPatch>} per audio token and {@code </audio>}, without a line break; there may be
 * several. There is no token before the first role and none after an answer, unless asked for.
 *
 * <p>Safe for use by several threads; does not own the tokenizer.
 */
public final class ChatTemplate {

    private final Tokenizer tokenizer;
    private final SpecialTokens special;
    private final int merge;
    private final boolean endsAnswers;

    /**
     * Creates the template of version 1.5, which puts nothing after an answer.
     *
     * @param tokenizer encodes the words
     * @param special the ids around them
     * @param merge {@code spatial_merge_size}: the side of the square of patches that becomes one
     *     visual token
     */
    public ChatTemplate(Tokenizer tokenizer, SpecialTokens special, int merge) {
        this(tokenizer, special, merge, false);
    }

    /**
     * Creates a template.
     *
     * @param tokenizer encodes the words
     * @param special the ids around them
     * @param merge {@code spatial_merge_size}
     * @param endsAnswers whether {@code <|endoftext|>} follows earlier answers, as in version 1.6
     */
    public ChatTemplate(
            Tokenizer tokenizer, SpecialTokens special, int merge, boolean endsAnswers) {
        this.tokenizer = tokenizer;
        this.special = special;
        this.merge = merge;
        this.endsAnswers = endsAnswers;
    }

    /**
     * Writes a conversation that the model is to continue.
     *
     * @param conversation the turns, oldest first; the last one is the human's
     * @return the prompt, ending where the answer begins
     * @throws InvalidRequestException if there is no question at the end, an answer holds anything
     *     but words, or the patches of a picture or video cannot be merged
     * @throws BrokenModelException if there is a video or a sound and the vocabulary has no tokens
     *     for it
     */
    public Prompt render(List<Message> conversation) {
        boolean asks =
                !conversation.isEmpty()
                        && conversation.get(conversation.size() - 1).role() == Role.HUMAN;
        if (!asks) {
            throw new InvalidRequestException(
                    "A conversation should end with a question, but "
                            + (conversation.isEmpty() ? "it is empty" : "ends with an answer")
                            + ". Add a message with the role HUMAN.");
        }
        PromptWriter prompt = new PromptWriter(tokenizer);
        role(prompt, Role.HUMAN);
        for (Message message : conversation) {
            if (message.role() == Role.ASSISTANT) {
                answer(prompt, message);
            } else {
                message.parts().forEach(part -> write(prompt, part));
            }
        }
        role(prompt, Role.ASSISTANT);
        return prompt.finish();
    }

    private void answer(PromptWriter prompt, Message message) {
        role(prompt, Role.ASSISTANT);
        for (Part part : message.parts()) {
            if (!(part instanceof Part.Words)) {
                throw new InvalidRequestException(
                        "An answer in a conversation holds a picture, a video or a sound; only"
                                + " questions can. Move it into a message with the role HUMAN.");
            }
            write(prompt, part);
        }
        if (endsAnswers) {
            prompt.special(special.endOfText());
        }
        role(prompt, Role.HUMAN);
    }

    /** A vocabulary may have a token of its own for a name, which words alone do not arrive at. */
    private void role(PromptWriter prompt, Role role) {
        prompt.special(special.roleStart());
        tokenizer
                .special(role.name())
                .ifPresentOrElse(prompt::special, () -> prompt.words(role.name()));
        prompt.special(special.roleEnd());
    }

    private void write(PromptWriter prompt, Part part) {
        if (part instanceof Part.Words words) {
            prompt.words(words.text());
        } else if (part instanceof Part.Image image) {
            image(prompt, image.grid());
        } else if (part instanceof Part.Video video) {
            video(prompt, video.grid());
        } else if (part instanceof Part.Audio audio) {
            audio(prompt, audio.tokens());
        }
    }

    private void audio(PromptWriter prompt, int tokens) {
        SpecialTokens.Audio audio =
                special.audio()
                        .orElseThrow(
                                () ->
                                        new BrokenModelException(
                                                "tokenizer.json lacks <audio>, <audioPatch> or"
                                                        + " </audio>, so this model cannot be"
                                                        + " asked about sounds. Use the file that"
                                                        + " belongs to a model with an audio"
                                                        + " encoder."));
        if (tokens < 1) {
            throw new InvalidRequestException(
                    "A sound has %s audio tokens; it should have 1 or more. Prepare it with the model's own config.json."
                            .formatted(tokens));
        }
        prompt.special(audio.start());
        prompt.audio(audio.patch(), tokens);
        prompt.special(audio.end());
    }

    private void image(PromptWriter prompt, Grid grid) {
        requireFit("A picture", grid, grid.time() == 1, "one");
        visual(prompt, special.imageStart(), grid, special.imageEnd());
    }

    private void video(PromptWriter prompt, Grid grid) {
        int end =
                special.videoEnd()
                        .orElseThrow(
                                () ->
                                        new BrokenModelException(
                                                "tokenizer.json lacks </video>, so this model"
                                                        + " cannot be asked about videos. Use the"
                                                        + " file that belongs to a model that"
                                                        + " watches videos."));
        requireFit("A video", grid, grid.time() >= 1, "one or more");
        visual(prompt, special.videoStart(), grid, end);
    }

    private void visual(PromptWriter prompt, int start, Grid grid, int end) {
        prompt.special(start);
        prompt.visual(special.imagePatch(), grid, merge);
        prompt.special(end);
        prompt.words("\n");
    }

    private void requireFit(String what, Grid grid, boolean fitsInTime, String times) {
        boolean fits =
                fitsInTime
                        && grid.height() >= merge
                        && grid.width() >= merge
                        && grid.height() % merge == 0
                        && grid.width() % merge == 0;
        if (!fits) {
            throw new InvalidRequestException(
                    "%s has %s × %s × %s patches; it should be %s in time and multiples of %s in height and width. Prepare it with the model's own preprocessor_config.json."
                            .formatted(
                                    what, grid.time(), grid.height(), grid.width(), times, merge));
        }
    }
}

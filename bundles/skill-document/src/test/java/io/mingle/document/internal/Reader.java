package io.mingle.document.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.ScoredToken;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.event.Usage;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.FakeBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads with an {@link Understanding} of the test: it says what the test tells it to say of a
 * picture. What is tested is what becomes of its answers, not a model.
 */
final class Reader implements Understanding {

    static final Duration LIMIT = Duration.ofMinutes(2);

    private final Function<Picture, String> says;
    private final List<Conversation> asked = Collections.synchronizedList(new ArrayList<>());
    private final FakeBroker broker = new FakeBroker();
    private volatile FinishReason reason = FinishReason.STOP;

    /**
     * Creates one.
     *
     * @param folder for the model's configuration
     * @param pixels how many the model sees
     */
    Reader(Path folder, long pixels, Function<Picture, String> says) {
        this.says = says;
        try {
            Files.writeString(
                    folder.resolve("preprocessor_config.json"),
                    "{\"max_pixels\": %s, \"patch_size\": 14, \"merge_size\": 2}"
                            .formatted(pixels));
            Files.writeString(
                    folder.resolve("config.json"),
                    "{\"llm_config\": {\"max_position_embeddings\": 32768}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker.with(Understanding.class, this).with(InstalledModel.class, new Installed(folder));
    }

    private record Installed(Path directory) implements InstalledModel {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public long parameters() {
            return 1;
        }
    }

    FakeBroker broker() {
        return broker;
    }

    List<Conversation> asked() {
        return List.copyOf(asked);
    }

    Reader ending(FinishReason value) {
        reason = value;
        return this;
    }

    Document read(ReadingOptions options, DocumentFile... files) {
        return new ModelReading(broker).read(List.of(files), options).join(LIMIT).result();
    }

    @Override
    public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
        asked.add(conversation);
        Picture picture = conversation.content().get(0) instanceof Picture its ? its : null;
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        try {
            String text = says.apply(picture);
            for (String word : text.split("(?<= )")) {
                channel.delta(word);
            }
            channel.finished(new Answer(text, reason, Optional.empty(), tokens(text)), Usage.NONE);
        } catch (RuntimeException e) {
            channel.failed(e);
        }
        return channel;
    }

    /** A token for each character, with the probability one half where it is a digit, else one. */
    private static List<TokenLogProbs> tokens(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(
                        it ->
                                new TokenLogProbs(
                                        new ScoredToken(
                                                1,
                                                it,
                                                it.getBytes(StandardCharsets.UTF_8),
                                                it.matches("\\d") ? Math.log(0.5) : 0),
                                        List.of()))
                .toList();
    }
}

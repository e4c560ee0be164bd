package io.mingle.video.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.EncodedVideo;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.media.MediaReader;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Box;
import io.mingle.api.understanding.Boxes;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Grounding;
import io.mingle.api.understanding.Understanding;
import io.mingle.api.video.VideoEncoding;
import io.mingle.broker.testkit.FakeBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Watches with an {@link Understanding} of the test: it says what the test tells it to say. What is
 * tested is what it is shown and asked, and what becomes of its answers, not a model.
 */
final class Viewer implements Understanding, Grounding, VideoEncoding {

    static final Duration LIMIT = Duration.ofMinutes(2);

    /** Tokens of a pair of frames, as this encoder makes them. */
    static final int PAIR_TOKENS = 128;

    /** What was asked: the words, and what they were about. */
    record Asked(String text, List<Content> content) {

        List<Integer> frames() {
            return video().sampling().numbers();
        }

        Video video() {
            return (Video) content.get(0);
        }
    }

    private final Function<Asked, String> says;
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final FakeBroker broker = new FakeBroker();
    private BiFunction<Picture, String, List<Box>> places = (picture, phrase) -> List.of();
    private final String model;
    private Optional<MediaReader> decoding = Optional.empty();
    private int context = 32768;

    Viewer(Path folder, Function<Asked, String> says) {
        this.says = says;
        this.model = folder.toAbsolutePath().normalize().toString();
        write(folder);
        broker.with(Understanding.class, this)
                .with(Grounding.class, this)
                .with(VideoEncoding.class, this)
                .with(InstalledModel.class, new Installed(folder));
    }

    private void write(Path folder) {
        try {
            Files.writeString(
                    folder.resolve("preprocessor_config.json"),
                    "{\"min_pixels_video\": 100352, \"max_pixels_video\": 602112,"
                            + " \"patch_size\": 14, \"merge_size\": 2}");
            Files.writeString(
                    folder.resolve("config.json"),
                    "{\"llm_config\": {\"max_position_embeddings\": %s}}".formatted(context));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    Viewer reading(Path folder, int tokens) {
        context = tokens;
        write(folder);
        return this;
    }

    Viewer finding(BiFunction<Picture, String, List<Box>> value) {
        places = value;
        return this;
    }

    FakeBroker broker() {
        return broker;
    }

    ModelWatching watching(MediaReader media) {
        decoding.ifPresent(broker::without);
        decoding = Optional.ofNullable(media);
        decoding.ifPresent(it -> broker.with(MediaReader.class, it));
        return new ModelWatching(broker);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    @Override
    public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
        List<Content> content = new ArrayList<>(conversation.content());
        Text words = (Text) content.remove(content.size() - 1);
        Asked question = new Asked(words.text(), content);
        asked.add(question);
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        try {
            String text = says.apply(question);
            channel.delta(text);
            channel.finished(
                    new Answer(text, FinishReason.STOP, Optional.empty(), List.of()), Usage.NONE);
        } catch (RuntimeException e) {
            channel.failed(e);
        }
        return channel;
    }

    @Override
    public Generation<Boxes> locate(Picture picture, String phrase) {
        GenerationChannel<Boxes> channel = new GenerationChannel<>();
        channel.finished(new Boxes(places.apply(picture, phrase)), Usage.NONE);
        return channel;
    }

    @Override
    public Generation<EncodedVideo> encode(Video video) {
        int frames = ((VideoSource.Pictures) video.source()).pictures().size();
        int groups = (frames + 1) / 2;
        GenerationChannel<EncodedVideo> channel = new GenerationChannel<>();
        channel.finished(
                new EncodedVideo(model, groups, 8, 16, 1, new float[groups * PAIR_TOKENS]),
                Usage.NONE);
        return channel;
    }
}

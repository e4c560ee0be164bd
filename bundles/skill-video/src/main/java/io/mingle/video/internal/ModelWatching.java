package io.mingle.video.internal;

import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.video.FoundMoments;
import io.mingle.api.video.Track;
import io.mingle.api.video.VideoAnswer;
import io.mingle.api.video.VideoSummary;
import io.mingle.api.video.VideoWatching;
import io.mingle.api.video.WatchOptions;
import io.mingle.broker.Broker;
import io.mingle.video.internal.clip.Clip;
import io.mingle.video.internal.clip.Clips;
import io.mingle.video.internal.clip.FileDecoder;
import io.mingle.video.internal.subtitle.Spoken;
import io.mingle.video.internal.subtitle.SubtitleText;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Watches videos with the model, on a thread for each call. */
@Component
public final class ModelWatching implements VideoWatching {

    private static final int MOST_CHOICES = 26;

    private final Broker broker;
    private final FileDecoder decoder;

    @Activate
    public ModelWatching(@Reference Broker broker) {
        this.broker = broker;
        this.decoder = new FileDecoder(broker);
    }

    @Override
    public Generation<VideoAnswer> ask(Video video, String question, WatchOptions options) {
        String asked = checked(video, question, "question", options);
        return begin(
                "ask-video", video, options, it -> new Answering(it, asked, List.of()).answer());
    }

    @Override
    public Generation<VideoAnswer> choose(
            Video video, String question, List<String> choices, WatchOptions options) {
        String asked = checked(video, question, "question", options);
        boolean complete =
                choices != null
                        && choices.size() >= 2
                        && choices.size() <= MOST_CHOICES
                        && choices.stream().noneMatch(it -> it == null || it.isBlank());
        if (!complete) {
            throw new InvalidRequestException(
                    "A choice was asked for among %s. Give 2 to %s possible answers, none of them blank."
                            .formatted(choices, MOST_CHOICES));
        }
        List<String> copied = choices.stream().map(String::strip).toList();
        return begin(
                "choose-video", video, options, it -> new Answering(it, asked, copied).answer());
    }

    @Override
    public Generation<VideoSummary> summarise(Video video, WatchOptions options) {
        checked(video, "all", "summary", options);
        return begin("summarise-video", video, options, ModelWatching::summary);
    }

    private static VideoSummary summary(Watching watching) {
        RoughPass rough = RoughPass.of(watching);
        String text =
                rough.notes().size() == 1
                        ? rough.notes().get(0).text()
                        : watching.model()
                                .ask(
                                        Prompts.summary(rough.shortNotes()),
                                        List.of(),
                                        watching.generation());
        watching.channel().delta(text);
        return new VideoSummary(text, rough.notes());
    }

    @Override
    public Generation<FoundMoments> find(Video video, String event, WatchOptions options) {
        String asked = checked(video, event, "event", options);
        return begin("find-moments", video, options, it -> new Finding(it, asked).found());
    }

    @Override
    public Generation<Track> track(Video video, String thing, WatchOptions options) {
        String asked = checked(video, thing, "thing", options);
        return begin("track-thing", video, options, it -> new Tracking(it, asked).track());
    }

    private <R> Generation<R> begin(
            String name, Video video, WatchOptions options, Function<Watching, R> work) {
        return GenerationChannel.produce(
                name,
                channel -> {
                    Model model = new Model(broker, channel);
                    Clip clip = Clips.open(video, decoder, options);
                    Spoken spoken = spoken(video, options, model);
                    R result =
                            work.apply(
                                    new Watching(
                                            model, model.view(), clip, spoken, options, channel));
                    clip.warnings().forEach(model::warn);
                    channel.finished(result, Usage.NONE, model.warnings());
                    return result;
                });
    }

    private Spoken spoken(Video video, WatchOptions options, Model model) {
        if (options.subtitles().isPresent()) {
            return new Spoken(SubtitleText.read(options.subtitles().get()));
        }
        boolean isFile =
                video.source() instanceof VideoSource.InMemory
                        || video.source() instanceof VideoSource.OnDisk disk
                                && !Files.isDirectory(disk.path());
        if (!options.embedded() || !isFile) {
            return Spoken.NOTHING;
        }
        Spoken track =
                new Spoken(
                        SubtitleText.plain(
                                decoder.decode(video, it -> it.subtitles(video.source()))));
        if (track.cues().isEmpty()) {
            model.warn(
                    "The video '%s' has no subtitle track that is text, so it is watched without."
                            .formatted(video.name()));
        }
        return track;
    }

    private static String checked(Video video, String text, String what, WatchOptions options) {
        if (video == null || options == null || text == null || text.isBlank()) {
            throw new InvalidRequestException(
                    "A video was to be watched, and the video, the %s or the options are missing. Give all, and begin with WatchOptions.USUAL."
                            .formatted(what));
        }
        if (video.source() instanceof VideoSource.Encoded) {
            throw new InvalidRequestException(
                    "The video '%s' was encoded before, and its frames are gone. Give the file or its pictures."
                            .formatted(video.name()));
        }
        return text.strip();
    }
}

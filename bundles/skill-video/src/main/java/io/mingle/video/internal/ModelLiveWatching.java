package io.mingle.video.internal;

import io.mingle.api.content.EncodedVideo;
import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.video.LiveAnswer;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.LiveMemory;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.LiveWatching;
import io.mingle.api.video.Moment;
import io.mingle.api.video.SegmentSummary;
import io.mingle.api.video.TimeSpan;
import io.mingle.broker.Broker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Watches streams with the model; what is remembered is the caller's. */
@Component
public final class ModelLiveWatching implements LiveWatching {

    private static final String STREAM = "stream";
    private static final int MOST_FRAMES = 512;
    private static final int YES_TOKENS = 8;

    private final Broker broker;

    @Activate
    public ModelLiveWatching(@Reference Broker broker) {
        this.broker = broker;
    }

    @Override
    public Generation<LiveMemory> see(
            LiveMemory memory, List<LiveFrame> frames, LiveOptions options) {
        checked(memory, frames, options);
        return GenerationChannel.produce(
                "see-stream",
                channel -> {
                    Model model = new Model(broker, channel);
                    VideoView view = model.view();
                    int budget = budget(view, options);
                    Forgetting forgetting = new Forgetting(model, view, budget, options);
                    List<LiveMemory.Part> parts = readable(memory, view, model);
                    parts.add(part(model, view, budget, memory, frames));
                    LiveMemory kept = forgetting.of(new LiveMemory(memory.notes(), parts));
                    channel.finished(kept, Usage.NONE, model.warnings());
                    return kept;
                });
    }

    private static LiveMemory.Part part(
            Model model, VideoView view, int budget, LiveMemory memory, List<LiveFrame> frames) {
        FrameLimits rough = view.rough();
        int fit = view.frames(budget, Math.max(2, frames.size()), rough);
        int taken = Math.min(fit, frames.size());
        List<Picture> pictures =
                IntStream.range(0, taken)
                        .map(i -> (int) ((2L * i + 1) * frames.size() / (2L * taken)))
                        .mapToObj(i -> frames.get(i).picture())
                        .toList();
        EncodedVideo tokens = model.encode(Video.ofFrames(STREAM, pictures).withLimits(rough));
        double from = Math.max(memory.until(), frames.get(0).seconds());
        return new LiveMemory.Part(
                new TimeSpan(from, Math.max(from, frames.get(frames.size() - 1).seconds())),
                tokens);
    }

    /**
     * Returns the parts that the model in use can read: tokens of another one say nothing to it.
     */
    private static List<LiveMemory.Part> readable(LiveMemory memory, VideoView view, Model model) {
        List<LiveMemory.Part> parts = new ArrayList<>(memory.parts());
        if (parts.removeIf(it -> !it.tokens().model().equals(view.model()))) {
            model.warn(
                    "The model was exchanged for another, which cannot read what the one before has"
                            + " seen; only notes of that are left.");
        }
        return parts;
    }

    /**
     * Returns how many tokens are kept: as asked for, and no more than are read with a question.
     */
    private static int budget(VideoView view, LiveOptions options) {
        int room = view.room(options.maxNotes(), options.generation().maxTokens());
        return Math.max(1, Math.min(options.maxTokens(), room));
    }

    private static void checked(LiveMemory memory, List<LiveFrame> frames, LiveOptions options) {
        if (memory == null
                || options == null
                || frames == null
                || frames.isEmpty()
                || frames.stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequestException(
                    "Frames of a stream were to be seen, and the memory, the frames or the options"
                            + " are missing. Begin with LiveMemory.EMPTY and LiveOptions.USUAL.");
        }
        if (frames.size() > MOST_FRAMES) {
            throw new InvalidRequestException(
                    "%s frames of a stream were given at once; at most %s are taken. Give a few seconds at a time."
                            .formatted(frames.size(), MOST_FRAMES));
        }
        double before = memory.until();
        for (LiveFrame frame : frames) {
            if (frame.seconds() < before) {
                throw new InvalidRequestException(
                        "A frame of a stream at %s seconds was given after %s had been seen. Give frames in their order."
                                .formatted(frame.seconds(), before));
            }
            before = frame.seconds();
        }
    }

    @Override
    public Generation<LiveAnswer> ask(
            LiveMemory memory, String question, Moment moment, LiveOptions options) {
        if (memory == null
                || moment == null
                || options == null
                || question == null
                || question.isBlank()) {
            throw new InvalidRequestException(
                    "A stream was asked about, and the memory, the question, its moment or the"
                            + " options are missing. Give all.");
        }
        if (memory.isEmpty()) {
            throw new InvalidRequestException(
                    "A stream was asked about before anything of it was seen. Let it see some"
                            + " frames first.");
        }
        return GenerationChannel.produce(
                "ask-stream",
                channel -> {
                    Model model = new Model(broker, channel);
                    VideoView view = model.view();
                    LiveAnswer answer =
                            answer(model, view, memory, question.strip(), moment, options);
                    channel.finished(answer, Usage.NONE, model.warnings());
                    return answer;
                });
    }

    private static LiveAnswer answer(
            Model model,
            VideoView view,
            LiveMemory memory,
            String question,
            Moment moment,
            LiveOptions options) {
        GenerationOptions generation =
                options.generation().withMaxTokens(view.answer(options.generation().maxTokens()));
        List<LiveMemory.Part> parts = readable(memory, view, model);
        if (moment == Moment.NOW) {
            List<LiveMemory.Part> latest =
                    parts.subList(Math.max(0, parts.size() - 1), parts.size());
            String text = model.askAloud(question, shown(latest), generation);
            return new LiveAnswer(text, true, memory.until());
        }
        List<SegmentSummary> notes = memory.notes();
        List<Video> shown = shown(parts);
        if (moment == Moment.FUTURE) {
            String told =
                    model.ask(
                            Prompts.live(notes, Prompts.answerable(question)),
                            shown,
                            generation.withMaxTokens(YES_TOKENS));
            if (!isYes(told)) {
                return new LiveAnswer("", false, memory.until());
            }
        }
        String text = model.askAloud(Prompts.live(notes, question), shown, generation);
        return new LiveAnswer(text, true, memory.until());
    }

    private static boolean isYes(String text) {
        String said = text.strip().toLowerCase(Locale.ROOT);
        return said.startsWith("yes") || said.startsWith("是") || said.startsWith("能");
    }

    /** Shows parts as one video, as long as their frames have one size; else as several. */
    private static List<Video> shown(List<LiveMemory.Part> parts) {
        List<Video> videos = new ArrayList<>();
        List<EncodedVideo> alike = new ArrayList<>();
        for (LiveMemory.Part part : parts) {
            if (!alike.isEmpty() && !part.tokens().fits(alike.get(0))) {
                videos.add(Video.ofTokens(STREAM, EncodedVideo.joined(alike)));
                alike.clear();
            }
            alike.add(part.tokens());
        }
        if (!alike.isEmpty()) {
            videos.add(Video.ofTokens(STREAM, EncodedVideo.joined(alike)));
        }
        return videos;
    }
}

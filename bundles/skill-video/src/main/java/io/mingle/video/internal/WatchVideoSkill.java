package io.mingle.video.internal;

import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Box;
import io.mingle.api.video.FoundMoments;
import io.mingle.api.video.SubtitleFile;
import io.mingle.api.video.TimeSpan;
import io.mingle.api.video.Track;
import io.mingle.api.video.TrackedBox;
import io.mingle.api.video.VideoAnswer;
import io.mingle.api.video.VideoSummary;
import io.mingle.api.video.VideoWatching;
import io.mingle.api.video.WatchOptions;
import io.mingle.broker.Broker;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers watching to those who list and call skills by name. */
@Component(property = "name=" + WatchVideoSkill.NAME)
public final class WatchVideoSkill implements Skill {

    static final String NAME = "watch-video";

    private static final String INPUT =
            """
            {
              "type": "object",
              "properties": {
                "video": {"type": "string", "contentMediaType": "video/*"},
                "pictures": {"type": "array",
                             "description": "The frames in their order, instead of a video.",
                             "items": {"type": "string", "contentMediaType": "image/*"}},
                "question": {"type": "string"},
                "choices": {"type": "array", "items": {"type": "string"},
                            "description": "Possible answers to the question."},
                "find": {"type": "string", "description": "What happens, to be told when."},
                "track": {"type": "string", "description": "A thing, to be told where."},
                "subtitles": {"type": "string", "description": "Text of an SRT, VTT or ASS file."},
                "frames": {"type": "integer", "minimum": 2, "maximum": 512},
                "framesPerSecond": {"type": "number",
                                    "description": "Of pictures, or a folder of them."}
              }
            }
            """;

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["text"],
              "properties": {
                "text": {"type": "string"},
                "choice": {"type": "string", "description": "The letter that is meant."},
                "parts": {"type": "array", "items": {"type": "array",
                          "items": {"type": "number"}}},
                "frames": {"type": "array", "items": {"type": "number"}},
                "segments": {"type": "array", "items": {"type": "object"}},
                "spans": {"type": "array", "items": {"type": "array",
                          "items": {"type": "number"}}},
                "places": {"type": "array", "items": {"type": "object"}}
              }
            }
            """;

    private final VideoWatching watching;
    private final SkillDescription description;

    @Activate
    public WatchVideoSkill(@Reference Broker broker, BundleContext context) {
        this.watching = new ModelWatching(broker);
        this.description = described(context.getBundle().getVersion().toString());
    }

    WatchVideoSkill(VideoWatching watching, String version) {
        this.watching = watching;
        this.description = described(version);
    }

    private static SkillDescription described(String version) {
        return new SkillDescription(
                NAME,
                version,
                "Answers a question about a video, sums it up, tells when something happens in it,"
                        + " or where a thing is.",
                INPUT,
                OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        Map<String, Object> arguments = request.arguments();
        Video video = video(arguments);
        WatchOptions options = options(request);
        long tasks =
                List.of("question", "find", "track").stream()
                        .filter(arguments::containsKey)
                        .count();
        if (tasks > 1) {
            throw new InvalidRequestException(
                    "The skill watch-video takes one of 'question', 'find' and 'track', or none for"
                            + " a summary, and got several. Ask for one after the other.");
        }
        if (arguments.containsKey("choices") && !arguments.containsKey("question")) {
            throw new InvalidRequestException(
                    "The skill watch-video takes 'choices' with a 'question', and got none. Add"
                            + " the question.");
        }
        if (arguments.get("find") instanceof String event) {
            return watching.find(video, event, options).map(WatchVideoSkill::moments);
        }
        if (arguments.get("track") instanceof String thing) {
            return watching.track(video, thing, options).map(WatchVideoSkill::track);
        }
        if (!(arguments.get("question") instanceof String question)) {
            return watching.summarise(video, options).map(WatchVideoSkill::summary);
        }
        if (arguments.get("choices") instanceof List<?> choices) {
            return watching.choose(
                            video,
                            question,
                            choices.stream().map(String::valueOf).toList(),
                            options)
                    .map(WatchVideoSkill::answer);
        }
        return watching.ask(video, question, options).map(WatchVideoSkill::answer);
    }

    private static Video video(Map<String, Object> arguments) {
        Video video = null;
        if (arguments.get("video") instanceof Video given) {
            video = given;
        } else if (arguments.get("pictures") instanceof List<?> pictures && !pictures.isEmpty()) {
            video =
                    Video.ofFrames(
                            "pictures",
                            pictures.stream()
                                    .filter(Picture.class::isInstance)
                                    .map(Picture.class::cast)
                                    .toList());
        }
        if (video == null) {
            throw new InvalidRequestException(
                    "The skill watch-video takes a 'video', or its frames as 'pictures', and got %s. Give one of them."
                            .formatted(arguments.keySet()));
        }
        return arguments.get("frames") instanceof Number frames
                ? video.withSampling(FrameSampling.DEFAULT.withFrames(frames.intValue()))
                : video;
    }

    private static WatchOptions options(SkillRequest request) {
        Map<String, Object> arguments = request.arguments();
        WatchOptions options = WatchOptions.USUAL.withGeneration(request.options());
        if (arguments.get("framesPerSecond") instanceof Number speed) {
            options = options.withFramesPerSecond(speed.doubleValue());
        }
        return arguments.get("subtitles") instanceof String subtitles
                ? options.withSubtitles(
                        new SubtitleFile("subtitles", subtitles.getBytes(StandardCharsets.UTF_8)))
                : options;
    }

    private static List<Double> pair(TimeSpan span) {
        return List.of(span.start(), span.end());
    }

    private static SkillResult answer(VideoAnswer answer) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", answer.text());
        answer.choice().ifPresent(it -> values.put("choice", String.valueOf((char) ('A' + it))));
        values.put("parts", answer.parts().stream().map(WatchVideoSkill::pair).toList());
        values.put("frames", answer.frames());
        return new SkillResult(values);
    }

    private static SkillResult summary(VideoSummary summary) {
        return new SkillResult(
                Map.of(
                        "text",
                        summary.text(),
                        "segments",
                        summary.segments().stream()
                                .map(
                                        it ->
                                                Map.<String, Object>of(
                                                        "span", pair(it.span()), "text", it.text()))
                                .toList()));
    }

    private static SkillResult moments(FoundMoments found) {
        return new SkillResult(
                Map.of(
                        "text",
                        found.text(),
                        "spans",
                        found.spans().stream().map(WatchVideoSkill::pair).toList()));
    }

    private static SkillResult track(Track track) {
        long found = track.places().stream().filter(it -> it.box().isPresent()).count();
        return new SkillResult(
                Map.of(
                        "text",
                        "%s found in %s of %s frames."
                                .formatted(track.thing(), found, track.places().size()),
                        "places",
                        track.places().stream().map(WatchVideoSkill::place).toList()));
    }

    private static Map<String, Object> place(TrackedBox place) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("frame", place.frame());
        values.put("seconds", place.seconds());
        place.box().map(WatchVideoSkill::edges).ifPresent(it -> values.put("box", it));
        return values;
    }

    private static List<Integer> edges(Box box) {
        return List.of(box.x0(), box.y0(), box.x1(), box.y1());
    }
}

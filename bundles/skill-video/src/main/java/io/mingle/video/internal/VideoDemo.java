package io.mingle.video.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.error.InternalException;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Box;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;

/** Shows a thing being followed through four frames, and where it moves. */
@Component(property = "name=" + WatchVideoSkill.NAME)
public final class VideoDemo implements Demo {

    private static final String THING = "red circle";
    private static final String MOVES = "In which direction does the " + THING + " move?";

    /** Where the circle's middle is in each frame, from the left. */
    private static final int[] MIDDLES = {42, 90, 140, 196};

    private static final int TOP = 56;
    private static final int BOTTOM = 104;
    private static final int RADIUS = 24;

    /** As the evaluation of single pictures has it. */
    private static final double AGREEMENT = 0.5;

    @Override
    public List<DemoCase> cases() {
        List<Picture> frames =
                IntStream.range(0, MIDDLES.length).mapToObj(VideoDemo::frame).toList();
        return List.of(
                DemoCase.of(
                                "Follow the " + THING + " through four frames.",
                                WatchVideoSkill.NAME,
                                Map.of("pictures", frames, "track", THING))
                        .judgedBy(VideoDemo::outcome),
                DemoCase.of(
                                MOVES,
                                WatchVideoSkill.NAME,
                                Map.of("pictures", frames, "question", MOVES))
                        .expecting("right"));
    }

    private static DemoOutcome outcome(SkillResult result) {
        List<?> places = result.values().get("places") instanceof List<?> all ? all : List.of();
        long right =
                IntStream.range(0, Math.min(places.size(), MIDDLES.length))
                        .filter(i -> agrees((Map<?, ?>) places.get(i), MIDDLES[i]))
                        .count();
        DemoOutcome shown = DemoOutcome.of(result);
        return new DemoOutcome(
                        shown.verdict(),
                        shown.expected(),
                        "at its place in %s of %s frames".formatted(right, MIDDLES.length),
                        shown.shown())
                .expecting(
                        "at its place in %1$s of %1$s frames".formatted(MIDDLES.length),
                        right == MIDDLES.length);
    }

    private static boolean agrees(Map<?, ?> place, int middle) {
        if (!(place.get("box") instanceof List<?> edges) || edges.size() != 4) {
            return false;
        }
        int[] its = edges.stream().mapToInt(it -> ((Number) it).intValue()).toArray();
        Box found = new Box(THING, its[0], its[1], its[2], its[3]);
        Box known = new Box(THING, middle - RADIUS, TOP, middle + RADIUS, BOTTOM);
        return found.intersectionOverUnion(known) >= AGREEMENT;
    }

    private static Picture frame(int number) {
        String name = "circle-%s.png".formatted(number);
        try (InputStream in = VideoDemo.class.getResourceAsStream("/demo/" + name)) {
            return Picture.read(name, in);
        } catch (IOException e) {
            throw new InternalException(
                    "The picture '%s' of the bundle of videos cannot be closed (%s). Build it anew with ./mvnw package."
                            .formatted(name, e.getMessage()),
                    e);
        }
    }
}

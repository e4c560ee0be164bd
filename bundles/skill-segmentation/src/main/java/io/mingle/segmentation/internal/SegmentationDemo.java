package io.mingle.segmentation.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.demo.DemoOutcome.Verdict;
import io.mingle.api.drawing.Editing;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Box;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Marks two things in a picture of two; where nobody edits pictures there is nothing to see. */
@Component(property = "name=" + SegmentSkill.NAME)
public final class SegmentationDemo implements Demo {

    private static final double AGREEMENT = 0.5;
    private static final Box CIRCLE = new Box("the green circle", 24, 28, 104, 108);
    private static final Box SQUARE = new Box("the blue square", 128, 116, 200, 188);

    private final Broker broker;

    @Activate
    public SegmentationDemo(@Reference Broker broker) {
        this.broker = broker;
    }

    @Override
    public List<DemoCase> cases() {
        if (!edits()) {
            return List.of();
        }
        Picture picture = picture();
        return List.of(
                marking(picture, CIRCLE),
                marking(picture, SQUARE),
                DemoCase.of(
                                "Draw boxes around all things.",
                                BoxesSkill.NAME,
                                Map.of("picture", picture, "seed", 1))
                        .judgedBy(SegmentationDemo::boxes));
    }

    private boolean edits() {
        try (Lease<Editing> lease = broker.lease(Editing.class, Duration.ZERO)) {
            return lease.service().edits();
        } catch (SkillUnavailableException e) {
            return false;
        }
    }

    private static DemoCase marking(Picture picture, Box known) {
        return DemoCase.of(
                        "Mark " + known.label() + ".",
                        SegmentSkill.NAME,
                        Map.of("picture", picture, "expression", known.label(), "seed", 1))
                .judgedBy(result -> mask(result, known));
    }

    private static DemoOutcome mask(SkillResult result, Box known) {
        List<Box> found = found(result, "masks");
        DemoOutcome outcome = new DemoOutcome(Verdict.NOT_JUDGED, "", line(found), List.of());
        return outcome.expecting(edges(known), found.size() == 1 && agrees(found, known))
                .showing((Picture) result.values().get("overlay"));
    }

    private static DemoOutcome boxes(SkillResult result) {
        List<Box> found = found(result, "boxes");
        boolean right = found.size() == 2 && agrees(found, CIRCLE) && agrees(found, SQUARE);
        return new DemoOutcome(Verdict.NOT_JUDGED, "", line(found), List.of())
                .expecting(edges(CIRCLE) + " " + edges(SQUARE), right)
                .showing((Picture) result.values().get("overlay"));
    }

    private static boolean agrees(List<Box> found, Box known) {
        return found.stream().anyMatch(it -> it.intersectionOverUnion(known) >= AGREEMENT);
    }

    private static String line(List<Box> found) {
        return found.isEmpty()
                ? "nothing found"
                : found.stream().map(SegmentationDemo::edges).collect(Collectors.joining(" "));
    }

    private static String edges(Box box) {
        return String.format(
                Locale.ROOT, "[%d, %d, %d, %d]", box.x0(), box.y0(), box.x1(), box.y1());
    }

    /** A box stands there, or beside a mask. */
    private static List<Box> found(SkillResult result, String name) {
        List<Box> found = new ArrayList<>();
        for (Object its : (List<?>) result.values().get(name)) {
            Map<?, ?> values = (Map<?, ?>) its;
            Map<?, ?> edges = values.get("box") instanceof Map<?, ?> box ? box : values;
            found.add(
                    new Box(
                            String.valueOf(values.get("label")),
                            edge(edges, "x0"),
                            edge(edges, "y0"),
                            edge(edges, "x1"),
                            edge(edges, "y1")));
        }
        return found;
    }

    private static int edge(Map<?, ?> edges, String name) {
        return ((Number) edges.get(name)).intValue();
    }

    private static Picture picture() {
        String name = "circle-and-square.png";
        try (InputStream in = SegmentationDemo.class.getResourceAsStream("/demo/" + name)) {
            return Picture.read(name, in);
        } catch (IOException e) {
            throw new InternalException(
                    "The picture '%s' of the bundle that segments cannot be closed (%s). Build it anew with ./mvnw package."
                            .formatted(name, e.getMessage()),
                    e);
        }
    }
}

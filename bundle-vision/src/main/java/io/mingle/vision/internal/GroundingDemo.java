package io.mingle.vision.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.demo.DemoOutcome.Verdict;
import io.mingle.api.error.InternalException;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Box;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/**
 * Shows where something was found. The pictures are the first two of those that ask for a place in
 * {@code mingle train --evaluate --task look --seed 2026}, whatever the answers.
 */
@Component(property = "name=" + GroundingSkill.NAME)
public final class GroundingDemo implements Demo {

    /** As the evaluation has it. */
    private static final double AGREEMENT = 0.5;

    @Override
    public List<DemoCase> cases() {
        return List.of(
                find("yellow-star.png", new Box("yellow star", 60, 60, 100, 98)),
                find("yellow-square.png", new Box("yellow square", 219, 61, 274, 116)));
    }

    private static DemoCase find(String name, Box known) {
        Picture picture = picture(name);
        return DemoCase.of(
                        "Find the " + known.label() + ".",
                        GroundingSkill.NAME,
                        Map.of("picture", picture, "phrase", known.label()))
                .judgedBy(result -> outcome(picture, known, boxes(result)));
    }

    private static DemoOutcome outcome(Picture picture, Box known, List<Box> found) {
        double best = found.stream().mapToDouble(known::intersectionOverUnion).max().orElse(0);
        String line =
                found.isEmpty()
                        ? "nothing found"
                        : found.stream().map(GroundingDemo::edges).collect(Collectors.joining(" "))
                                + String.format(Locale.ROOT, ", IoU %.2f", best);
        // Boxes all over the picture would hit, too.
        boolean right = found.size() == 1 && best >= AGREEMENT;
        return new DemoOutcome(Verdict.NOT_JUDGED, "", line, List.of())
                .expecting(edges(known), right)
                .showing(DrawnBoxes.on(picture, found));
    }

    private static List<Box> boxes(SkillResult result) {
        List<Box> boxes = new ArrayList<>();
        if (result.values().get("boxes") instanceof List<?> found) {
            for (Object its : found) {
                Map<?, ?> edges = (Map<?, ?>) its;
                boxes.add(
                        new Box(
                                String.valueOf(edges.get("label")),
                                edge(edges, "x0"),
                                edge(edges, "y0"),
                                edge(edges, "x1"),
                                edge(edges, "y1")));
            }
        }
        return boxes;
    }

    private static int edge(Map<?, ?> edges, String name) {
        return ((Number) edges.get(name)).intValue();
    }

    private static String edges(Box box) {
        return List.of(box.x0(), box.y0(), box.x1(), box.y1()).toString();
    }

    private static Picture picture(String name) {
        try (InputStream in = GroundingDemo.class.getResourceAsStream("/demo/" + name)) {
            return Picture.read(name, in);
        } catch (IOException e) {
            throw new InternalException(
                    "The picture '%s' of the vision bundle cannot be closed (%s). Build it anew with ./mvnw package."
                            .formatted(name, e.getMessage()),
                    e);
        }
    }
}

package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.Box;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Grounding;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.picture.Figure;
import io.mingle.itests.picture.Pictures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the embedded model can do, on pictures that were not drawn by the trainer. Its model card
 * has the figures; these floors are a little below them.
 */
@InFramework
@Timeout(120)
class NanoIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> COLOURS =
            List.of("red", "green", "blue", "yellow", "orange", "purple", "black", "white");
    private static final List<String> KINDS = List.of("circle", "square", "triangle", "star");
    private static final int[][] PLACES = {{15, 20}, {120, 25}, {25, 125}, {125, 120}};
    private static final int SCENES = 16;

    /** Two to four shapes of different kinds and colours. */
    private static List<Figure> scene(int number) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < 2 + number % 3; i++) {
            int[] place = PLACES[(number + i) % PLACES.length];
            figures.add(
                    new Figure(
                            KINDS.get((number / 3 + i) % KINDS.size()),
                            COLOURS.get((3 * number + 5 * i) % COLOURS.size()),
                            place[0],
                            place[1],
                            55 + 7 * (number + i) % 30));
        }
        return figures;
    }

    private static Picture drawn(List<Figure> figures) {
        return Pictures.of(figures.toArray(Figure[]::new));
    }

    private static String ask(Broker broker, String question, Picture picture) {
        Conversation asked = Conversation.of(question, picture);
        return broker.generate(
                        Understanding.class, LIMIT, it -> it.ask(asked, GenerationOptions.GREEDY))
                .join(LIMIT)
                .result()
                .text();
    }

    private interface Trial {
        /** Returns what is wrong, or null. */
        String of(List<Figure> figures, Picture picture);
    }

    private static void mostAreRight(int wrongAtMost, Trial trial) {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < SCENES; i++) {
            List<Figure> figures = scene(i);
            String found = trial.of(figures, drawn(figures));
            if (found != null) {
                wrong.add("scene " + i + ": " + found);
            }
        }
        assertTrue(
                wrong.size() <= wrongAtMost,
                wrong.size() + " of " + SCENES + " are wrong: " + wrong);
    }

    @Test
    void itCounts(Broker broker) {
        mostAreRight(
                1,
                (figures, picture) -> {
                    String answer = ask(broker, "How many shapes are there?", picture);
                    return answer.equals(Integer.toString(figures.size())) ? null : answer;
                });
    }

    @Test
    void itNamesTheColourOfASingleShape(Broker broker) {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < SCENES; i++) {
            Figure figure = new Figure(KINDS.get(i % 4), COLOURS.get(i / 2), 40 + 4 * i, 60, 80);
            String question = "What colour is the " + figure.kind() + "?";
            String answer = ask(broker, question, Pictures.of(figure));
            if (!answer.equals(figure.colour())) {
                wrong.add(answer + " for " + figure);
            }
        }
        assertTrue(wrong.size() <= 1, wrong.toString());
    }

    @Test
    void itNamesTheColourOfOneShapeAmongSeveral(Broker broker) {
        mostAreRight(
                1,
                (figures, picture) -> {
                    Figure figure = figures.get(0);
                    String answer =
                            ask(broker, "What colour is the " + figure.kind() + "?", picture);
                    return answer.equals(figure.colour()) ? null : answer + " for " + figure;
                });
    }

    @Test
    void itFindsAShapeAmongSeveral(Broker broker) {
        try (Lease<Grounding> lease = broker.lease(Grounding.class, LIMIT)) {
            mostAreRight(
                    1,
                    (figures, picture) -> {
                        Figure figure = figures.get(1);
                        String what = figure.colour() + " " + figure.kind();
                        List<Box> boxes =
                                lease.service().locate(picture, what).join(LIMIT).result().boxes();
                        assertEquals(1, boxes.size(), boxes.toString());
                        return overlap(boxes.get(0), figure) >= 0.5
                                ? null
                                : boxes.get(0) + " for " + figure;
                    });
        }
    }

    /** Intersection over union of a box and the square around a figure. */
    private static double overlap(Box box, Figure figure) {
        int right = figure.x0() + figure.side();
        int bottom = figure.y0() + figure.side();
        double width = Math.min(box.x1(), right) - Math.max(box.x0(), figure.x0());
        double height = Math.min(box.y1(), bottom) - Math.max(box.y0(), figure.y0());
        double common = Math.max(0, width) * Math.max(0, height);
        double boxArea = (double) (box.x1() - box.x0()) * (box.y1() - box.y0());
        return common / (boxArea + (double) figure.side() * figure.side() - common);
    }
}

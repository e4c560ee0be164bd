package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.vision.picture.Size;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScenesTest {

    private static final int SAMPLES = 400;

    private final Scenes task = new Scenes();

    @Test
    void theSameSeedDrawsTheSameSampleAndAnotherSeedAnother() {
        Sample one = task.draw(new SplittableRandom(7), 200, 160);
        Sample same = task.draw(new SplittableRandom(7), 200, 160);
        Sample other = task.draw(new SplittableRandom(8), 200, 160);
        assertArrayEquals(one.picture().rgb(), same.picture().rgb());
        assertEquals(one.turns(), same.turns());
        assertEquals(one.marks(), same.marks());
        assertNotEquals(one.marks(), other.marks());
    }

    @Test
    void answersAgreeWithARecountOfTheScene() {
        SplittableRandom random = new SplittableRandom(1);
        int zeros = 0;
        int turns = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Scene scene = Scene.of(random, 224, 224);
            for (Turn turn : new SceneQuestions(scene).ask(random)) {
                assertEquals(recount(scene, turn.question()), turn.answer(), turn.question());
                assertTrue(SceneQuestions.all().contains(turn.question()), turn.question());
                zeros += turn.answer().equals("0") ? 1 : 0;
                turns++;
            }
        }
        assertTrue(zeros > turns / 50 && zeros < turns / 4, zeros + " zeros of " + turns);
    }

    /** Answers from the words of the question alone. */
    private static String recount(Scene scene, String question) {
        Set<String> words =
                new HashSet<>(Arrays.asList(question.toLowerCase(Locale.ROOT).split("[^a-z]+")));
        List<DrawnShape> meant =
                scene.shapes().stream()
                        .filter(
                                shape ->
                                        fits(
                                                words,
                                                Arrays.stream(ShapeColour.values())
                                                        .map(ShapeColour::word)
                                                        .toList(),
                                                shape.colour().word()))
                        .filter(shape -> kindFits(words, shape.kind()))
                        .toList();
        if (words.contains("many")) {
            return Integer.toString(meant.size());
        }
        assertEquals(1, meant.size(), question);
        DrawnShape shape = meant.get(0);
        if (words.contains("where")) {
            return PromptBox.of(shape.box(), scene.width(), scene.height()).toString();
        }
        return words.contains("shape") ? shape.kind().word() : shape.colour().word();
    }

    private static boolean fits(Set<String> words, List<String> all, String one) {
        return all.stream().noneMatch(words::contains) || words.contains(one);
    }

    private static boolean kindFits(Set<String> words, ShapeKind kind) {
        boolean none =
                Arrays.stream(ShapeKind.values())
                        .noneMatch(k -> words.contains(k.word()) || words.contains(k.plural()));
        return none || words.contains(kind.word()) || words.contains(kind.plural());
    }

    @Test
    void marksNameTheShapesAndLieInsideThem() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < SAMPLES; i++) {
            Scene scene = Scene.of(random, 300, 200);
            for (DrawnShape shape : scene.shapes()) {
                double area = 0;
                for (Mark mark : shape.marks()) {
                    assertEquals(
                            shape.colour().word() + " " + shape.kind().word(),
                            Labels.name(mark.label()));
                    assertTrue(
                            shape.outline()
                                    .contains(
                                            (mark.x0() + mark.x1()) / 2,
                                            (mark.y0() + mark.y1()) / 2));
                    area += (mark.x1() - mark.x0()) * (mark.y1() - mark.y0());
                }
                double box = shape.box().getWidth() * shape.box().getHeight();
                double share = area / box;
                switch (shape.kind()) {
                    case CIRCLE -> assertEquals(Math.PI / 4, share, 0.05);
                    case SQUARE, TRIANGLE ->
                            assertTrue(share > 0.45 && share < 1.01, "share " + share);
                    case STAR -> assertTrue(share > 0.2 && share < 0.6, "share " + share);
                }
            }
        }
    }

    @Test
    void boxesOfAnswersEncloseTheMarksOfTheirShape() {
        SplittableRandom random = new SplittableRandom(3);
        int checked = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = task.draw(random, 256, 192);
            for (Turn turn : sample.turns()) {
                String name =
                        turn.question().replaceFirst("Where is the (\\w+ \\w+)\\? Answer.*", "$1");
                List<Mark> marks =
                        sample.marks().stream()
                                .filter(mark -> Labels.name(mark.label()).equals(name))
                                .toList();
                if (marks.isEmpty()) {
                    continue;
                }
                Rectangle2D all =
                        marks.stream()
                                .map(
                                        m ->
                                                (Rectangle2D)
                                                        new Rectangle2D.Double(
                                                                m.x0(),
                                                                m.y0(),
                                                                m.x1() - m.x0(),
                                                                m.y1() - m.y0()))
                                .reduce(Rectangle2D::createUnion)
                                .orElseThrow();
                PromptBox box = PromptBox.parse(turn.answer()).orElseThrow();
                assertTrue(PromptBox.of(all, 256, 192).overlap(box) > 0.6, turn + " " + all);
                checked++;
            }
        }
        assertTrue(checked > SAMPLES / 3, "boxes checked: " + checked);
    }

    @Test
    void shapesStandApartInsideTheCanvasInColoursThatShow() {
        SplittableRandom random = new SplittableRandom(4);
        int[] counts = new int[Scene.MOST_SHAPES + 1];
        for (int i = 0; i < SAMPLES; i++) {
            Size size = task.typical(random);
            Scene scene = Scene.of(random, size.width(), size.height());
            counts[scene.shapes().size()]++;
            Rectangle2D canvas = new Rectangle2D.Double(0, 0, size.width(), size.height());
            for (DrawnShape shape : scene.shapes()) {
                assertTrue(canvas.contains(shape.box()), shape + " on " + size);
                assertTrue(
                        ShapeColour.distance(shape.tone(), scene.ground()) > 30,
                        shape.colour() + " on " + Integer.toHexString(scene.ground()));
                for (DrawnShape other : scene.shapes()) {
                    if (other != shape) {
                        assertTrue(common(shape.box(), other.box()) < 0.1, shape + " and " + other);
                    }
                }
            }
        }
        assertEquals(0, counts[0]);
        for (int count = 1; count <= Scene.MOST_SHAPES; count++) {
            assertTrue(
                    counts[count] > SAMPLES / 10,
                    "scenes with " + count + " shapes: " + counts[count]);
        }
    }

    private static double common(Rectangle2D one, Rectangle2D two) {
        Rectangle2D both = one.createIntersection(two);
        double area = Math.max(0, both.getWidth()) * Math.max(0, both.getHeight());
        return both.getWidth() < 0 || both.getHeight() < 0
                ? 0
                : area
                        / Math.min(
                                one.getWidth() * one.getHeight(), two.getWidth() * two.getHeight());
    }

    @Test
    void tonesOfDifferentColoursAreFarApart() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200_000; i++) {
            ShapeColour one = ShapeColour.values()[random.nextInt(8)];
            ShapeColour two = ShapeColour.values()[random.nextInt(8)];
            int toneOne = one.tone(random);
            int toneTwo = two.tone(random);
            assertTrue(
                    one == two || ShapeColour.distance(toneOne, toneTwo) > 40,
                    () ->
                            one
                                    + " "
                                    + Integer.toHexString(toneOne)
                                    + ", "
                                    + two
                                    + " "
                                    + Integer.toHexString(toneTwo));
        }
    }

    @Test
    void samplesHaveSeveralDifferentQuestions() {
        SplittableRandom random = new SplittableRandom(6);
        int few = 0;
        for (int i = 0; i < SAMPLES; i++) {
            List<Turn> turns = task.draw(random, 128, 128).turns();
            assertEquals(
                    turns.size(),
                    turns.stream().map(Turn::question).collect(Collectors.toSet()).size());
            assertTrue(turns.size() >= 2 && turns.size() <= 8, turns.toString());
            few += turns.size() < 4 ? 1 : 0;
        }
        assertTrue(few < SAMPLES / 10, "samples with fewer than four questions: " + few);
    }
}

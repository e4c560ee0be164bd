package io.mingle.trainer.internal.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.trainer.data.FontFamily;
import io.mingle.trainer.data.Labels;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Quote;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.TestFonts;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.Size;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrawnDocumentsTest {

    private static final int COUNT = 150;

    private final List<FontFamily> fonts = TestFonts.library().known();

    private static Sample draw(PictureSource source, SplittableRandom random) {
        Size size = source.typical(random);
        return source.draw(random, size.width(), size.height());
    }

    @Test
    void theSameSeedDrawsTheSameSample() {
        for (PictureSource source :
                List.of(
                        new Receipts(fonts, false),
                        new Tables(fonts, true),
                        new Charts(fonts, false))) {
            Sample one = draw(source, new SplittableRandom(5));
            Sample again = draw(source, new SplittableRandom(5));
            assertArrayEquals(one.picture().rgb(), again.picture().rgb());
            assertEquals(one.turns(), again.turns());
            assertEquals(one.marks(), again.marks());
        }
    }

    @Test
    void halfOfTheWordsToLearnFromAreInNoList() {
        SplittableRandom random = new SplittableRandom(1);
        Set<String> listed = words(Groups.words(random, true, 6), 20_000);
        Set<String> learnt = words(Groups.words(random, false, 6), 1000);
        assertTrue(listed.size() < 500, listed.toString());
        assertTrue(learnt.stream().allMatch(it -> it.matches("[A-Z]{2,6}")), learnt.toString());
        learnt.removeAll(listed);
        assertEquals(500, learnt.size(), 60);
    }

    private static Set<String> words(Supplier<String> source, int count) {
        return Stream.generate(source).limit(count).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyCharacterOfAReceiptIsMarkedOnTheCanvasAndEveryLineIsAThing() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < COUNT; i++) {
            Sample sample = draw(new Receipts(fonts, i % 2 == 0), random);
            String text = sample.turns().get(0).answer();
            assertEquals(DocumentPrompts.RECEIPT, sample.turns().get(0).question());
            assertEquals(DocumentPrompts.MARKDOWN, sample.turns().get(1).question());
            assertEquals(text, sample.turns().get(1).answer());
            long lines = text.lines().count();
            assertTrue(lines >= 3 && lines <= 8, text);
            assertMarked(text.replaceAll("\\s", ""), sample, text);
            assertEquals(lines, sample.things().size());
        }
    }

    /** Marks name the characters of a text, all of them within the picture. */
    private static void assertMarked(String text, Sample sample, String told) {
        Map<String, Integer> expected = new TreeMap<>();
        text.chars().forEach(it -> expected.merge("" + (char) it, 1, Integer::sum));
        Map<String, Integer> found = new TreeMap<>();
        for (Mark mark : sample.marks()) {
            found.merge(Labels.name(mark.label()), 1, Integer::sum);
            assertTrue(mark.x1() <= sample.picture().width() && mark.x0() >= 0, told);
            assertTrue(mark.y1() <= sample.picture().height() && mark.y0() >= 0, told);
        }
        assertEquals(expected, found, told);
    }

    @Test
    void itemsOfAReceiptDoNotRunIntoTheirAmounts() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < COUNT; i++) {
            Sample sample = draw(new Receipts(fonts, i % 2 == 0), random);
            assertApart(sample);
        }
    }

    /** No two characters cover each other by half. */
    private static void assertApart(Sample sample) {
        List<Rectangle2D> boxes =
                sample.marks().stream()
                        .filter(it -> Labels.name(it.label()).length() == 1)
                        .map(Mark::bounds)
                        .toList();
        for (int a = 0; a < boxes.size(); a++) {
            for (int b = 0; b < a; b++) {
                Rectangle2D common = boxes.get(a).createIntersection(boxes.get(b));
                double least =
                        Math.min(
                                boxes.get(a).getWidth() * boxes.get(a).getHeight(),
                                boxes.get(b).getWidth() * boxes.get(b).getHeight());
                boolean covers =
                        !common.isEmpty() && common.getWidth() * common.getHeight() > least / 2;
                assertFalse(covers, sample.turns().get(0).answer());
            }
        }
    }

    @Test
    void everyCellOfATableIsAThingAndTheMarkdownSaysWhatIsPrinted() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < COUNT; i++) {
            Sample sample = draw(new Tables(fonts, i % 2 == 0), random);
            String answer = sample.turns().get(0).answer();
            GridTable table = GridTable.read(answer);
            assertEquals(answer, table.markdown());
            assertTrue(table.columns() >= 2 && table.columns() <= 4, answer);
            assertTrue(table.rows().size() >= 2 && table.rows().size() <= 5, answer);
            assertEquals(table.columns() * table.rows().size(), sample.things().size());
            StringBuilder printed = new StringBuilder();
            table.rows().forEach(row -> row.forEach(printed::append));
            assertMarked(printed.toString(), sample, answer);
            assertApart(sample);
        }
    }

    @Test
    void barsAreAsHighAsTheirValuesAndQuestionsAreBothDirectAndByProgram() {
        SplittableRandom random = new SplittableRandom(4);
        Charts source = new Charts(fonts, false);
        for (int i = 0; i < COUNT; i++) {
            Size size = source.typical(random);
            Charts.Drawn drawn = source.drawn(random, size.width(), size.height());
            List<Rectangle2D> things = drawn.sample().things();
            List<Integer> values = drawn.chart().values();
            assertEquals(values.size(), things.size());
            boolean isLevel =
                    things.stream().allMatch(it -> it.getMinX() == things.get(0).getMinX());
            boolean isUpright =
                    things.stream().allMatch(it -> it.getMaxY() == things.get(0).getMaxY());
            for (int k = 1; k < values.size() && (isLevel || isUpright); k++) {
                double ratio =
                        isLevel
                                ? things.get(k).getWidth() / things.get(0).getWidth()
                                : things.get(k).getHeight() / things.get(0).getHeight();
                assertEquals((double) values.get(k) / values.get(0), ratio, 0.01 * (1 + ratio));
            }
            List<Integer> told = drawn.sample().kinds().stream().map(Mark::label).toList();
            assertEquals(values, told, "how much each is");
            List<Turn> turns = source.draw(random, size.width(), size.height()).turns();
            long programs = turns.stream().filter(it -> it.answer().startsWith("v = {")).count();
            long tables = turns.stream().filter(it -> it.answer().startsWith("|")).count();
            assertEquals(1, programs + tables, "" + turns);
            assertTrue(turns.size() > 1, "" + turns);
        }
    }

    @Test
    void answersAboutChartsPointToWhatTheyAreReadOff() {
        SplittableRandom random = new SplittableRandom(8);
        Charts source = new Charts(fonts, false);
        int pointing = 0;
        int sought = 0;
        int quoted = 0;
        for (int i = 0; i < COUNT; i++) {
            Sample sample = draw(source, random);
            for (Turn turn : sample.turns()) {
                for (Pointing it : turn.pointings()) {
                    String text = turn.answer().substring(it.from(), it.end());
                    assertTrue(text.matches("[A-Z0-9]+"), turn.toString());
                    assertTrue(!printed(sample, it.by()).isEmpty(), "a name comes first");
                    // Where numbers are not printed, it is the bar or the point that is meant.
                    boolean isRead = printed(sample, it.target()).contains(text);
                    assertTrue(isRead || text.matches("[0-9]+"), turn.toString());
                    pointing += isRead ? 1 : 0;
                }
                for (Pointing it : turn.sought()) {
                    String name = turn.question().substring(it.from(), it.end());
                    assertEquals(name, printed(sample, it.by()));
                    String number = printed(sample, it.target());
                    boolean isItself = turn.question().startsWith("What is the value");
                    assertTrue(
                            number.isEmpty() || !isItself || number.equals(turn.answer()),
                            turn.toString());
                    sought++;
                }
                for (Quote it : turn.quotes()) {
                    String name = turn.answer().substring(it.from(), it.end());
                    assertTrue(turn.question().startsWith(name, it.at()), turn.toString());
                    assertTrue(it.from() > turn.answer().indexOf('}'), turn.toString());
                    assertTrue(
                            turn.pointings().stream().noneMatch(read -> read.from() == it.from()));
                    quoted++;
                }
            }
        }
        assertTrue(pointing > 8 * COUNT, "" + pointing);
        assertTrue(sought > COUNT, "" + sought);
        assertTrue(quoted > COUNT, "" + quoted);
    }

    @Test
    void receiptsAndTablesAreReadLetterByLetter() {
        SplittableRandom random = new SplittableRandom(9);
        for (PictureSource source : List.of(new Receipts(fonts, false), new Tables(fonts, false))) {
            for (int i = 0; i < COUNT; i++) {
                Sample sample = draw(source, random);
                for (Turn turn : sample.turns()) {
                    assertEquals(sample.marks().size(), turn.pointings().size());
                    for (Pointing it : turn.pointings()) {
                        String letter = turn.answer().substring(it.from(), it.end());
                        assertTrue(printed(sample, it.target()).contains(letter), letter);
                    }
                }
            }
        }
    }

    /** Returns the characters whose middles lie in a box, from left to right. */
    private static String printed(Sample sample, Rectangle2D target) {
        double width = sample.picture().width();
        double height = sample.picture().height();
        return sample.marks().stream()
                .filter(
                        it ->
                                target.contains(
                                        (it.x0() + it.x1()) / 2 / width,
                                        (it.y0() + it.y1()) / 2 / height))
                .sorted(Comparator.comparingDouble(Mark::x0))
                .map(it -> Labels.name(it.label()))
                .filter(it -> it.length() == 1)
                .collect(Collectors.joining());
    }

    @Test
    void layoutsThatAreHeldOutAreNeverLearntFromAndEachChoiceAloneIs() {
        SplittableRandom random = new SplittableRandom(6);
        boolean[][] learnt = {new boolean[2], new boolean[3], new boolean[4], new boolean[3]};
        for (int i = 0; i < 1000; i++) {
            int[] chosen = Layouts.draw(random, false, 2, 3, 4, 3);
            assertFalse(Layouts.isHeldOut(chosen));
            for (int k = 0; k < chosen.length; k++) {
                learnt[k][chosen[k]] = true;
            }
            assertTrue(Layouts.isHeldOut(Layouts.draw(random, true, 2, 3, 4, 3)));
        }
        for (boolean[] options : learnt) {
            for (boolean option : options) {
                assertTrue(option);
            }
        }
    }
}

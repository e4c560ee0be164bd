package io.mingle.trainer.internal.acting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.gui.Action;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.PromptStyle;
import io.mingle.gui.action.Reading;
import io.mingle.gui.simulator.SimulatedPhone;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.Split;
import io.mingle.gui.simulator.state.Words;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.PromptBox;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.Size;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ActSourceTest {

    private static final int COUNT = 120;
    private static final List<Language> LANGUAGES = SimulatedPhone.languages();

    private static PictureSource act(Split split) {
        return act(split, true);
    }

    private static PictureSource act(Split split, boolean practice) {
        return new ActSource(split, LANGUAGES, PromptStyle.COMPACT, 4, Integer.MAX_VALUE, practice);
    }

    private static List<Sample> drawn(PictureSource source, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            SplittableRandom own = random.split();
            Size size = source.typical(own);
            samples.add(source.draw(own, size.width(), size.height()));
        }
        return samples;
    }

    private static List<Turn> turns(List<Sample> samples) {
        return samples.stream().flatMap(it -> it.turns().stream()).toList();
    }

    private static boolean isStep(Turn turn) {
        return turn.question().startsWith("Goal: ");
    }

    private static Action action(Turn turn) {
        return ((Reading.Read) ActionForm.CALLS.reader().read(turn.answer(), 1000, 1000)).action();
    }

    @Test
    void goalsOfATrainingAreAlsoWrittenInAHurry() {
        List<String> written = goals(act(Split.TRAINING));
        List<String> open = written.stream().filter(it -> !isClosed(it)).toList();
        assertTrue(open.size() > written.size() / 5, "without a full stop: " + open.size());
        String small = "Goal: Turn (on|off) (wi-fi|bluetooth|silent mode|airplane mode)";
        assertTrue(open.stream().anyMatch(it -> it.matches(small)), open.toString());
        assertTrue(
                goals(act(Split.TRAINING, false)).stream()
                        .filter(it -> it.startsWith("Goal: Turn "))
                        .allMatch(ActSourceTest::isClosed));
    }

    private static boolean isClosed(String goal) {
        return goal.matches(".*[.。?？]");
    }

    private static List<String> goals(PictureSource source) {
        return turns(drawn(source, 5)).stream()
                .filter(ActSourceTest::isStep)
                .map(it -> it.question().lines().findFirst().orElseThrow())
                .distinct()
                .toList();
    }

    @Test
    void everyScreenIsAskedWhatToDoNextAndMostOfThemForSeveralGoals() {
        List<Sample> samples = drawn(act(Split.TRAINING), 1);
        long steps = turns(samples).stream().filter(ActSourceTest::isStep).count();
        assertTrue(steps > COUNT * 3 / 2, "steps: " + steps);
        for (Sample sample : samples) {
            assertTrue(isStep(sample.turns().get(0)));
            assertTrue(sample.turns().size() <= 4);
            Set<String> questions = new HashSet<>();
            sample.turns().forEach(it -> assertTrue(questions.add(it.question()), it::question));
        }
    }

    @Test
    void aTouchLiesInWhatItPointsToAndThePlaceIsKnownBeforeItIsSaid() {
        int touches = 0;
        for (Turn turn : turns(drawn(act(Split.TRAINING), 2))) {
            if (isStep(turn) && action(turn) instanceof Action.Tap tap) {
                Pointing pointing = turn.pointings().get(turn.pointings().size() - 1);
                assertTrue(pointing.target().contains(tap.at().x(), tap.at().y()), turn::answer);
                String before = turn.answer().substring(0, pointing.from());
                assertTrue(before.endsWith("Action: click(x="), before);
                String place = turn.answer().substring(pointing.from(), pointing.end());
                assertTrue(place.matches("[\\d.]+,y=[\\d.]+"), place);
                touches++;
            }
        }
        assertTrue(touches > COUNT / 2, "touches: " + touches);
    }

    @Test
    void whatIsReadOffAScreenAndWhatIsNamedPointToItsLetters() {
        int read = 0;
        int sought = 0;
        for (Sample sample : drawn(act(Split.TRAINING), 9)) {
            for (Turn turn : sample.turns()) {
                for (Pointing it : turn.pointings()) {
                    String part = turn.answer().substring(it.from(), it.end());
                    if (isStep(turn) && part.length() == 1) {
                        assertTrue(isOn(sample, it.target(), part), turn::toString);
                        read++;
                    }
                }
                for (Pointing it : turn.sought()) {
                    String name = turn.question().substring(it.from(), it.end());
                    boolean isPlace = name.startsWith("[");
                    assertTrue(
                            isPlace
                                    ? Grounding.isInside(it, name + "]")
                                    : isOn(sample, it.by(), name.substring(0, 1)),
                            turn::toString);
                    assertTrue(it.target().intersects(it.by()), turn::toString);
                    sought++;
                }
            }
        }
        assertTrue(read > 2 * COUNT, "letters that are read: " + read);
        assertTrue(sought > COUNT, "names that are sought: " + sought);
    }

    /** Tells whether a letter stands in a box. */
    private static boolean isOn(Sample sample, Rectangle2D box, String letter) {
        int label = ScreenLabels.letter(letter.codePointAt(0));
        return sample.marks().stream()
                .filter(it -> it.label() == label)
                .anyMatch(
                        it ->
                                box.contains(
                                        (it.x0() + it.x1()) / 2 / sample.picture().width(),
                                        (it.y0() + it.y1()) / 2 / sample.picture().height()));
    }

    /** One way in three has a text to write, and eight steps or so. */
    @Test
    void whatIsHardToLearnIsPractisedMoreOftenThanItIsMet() {
        long practised = texts(true);
        long met = texts(false);
        assertTrue(practised > 3 * met / 2, practised + " texts in practice, else " + met);
    }

    private static long texts(boolean practice) {
        return LongStream.rangeClosed(6, 8)
                .mapToObj(seed -> drawn(act(Split.TRAINING, practice), seed))
                .flatMap(List::stream)
                .map(it -> action(it.turns().get(0)))
                .filter(Action.Type.class::isInstance)
                .count();
    }

    @Test
    void whatIsAskedAboutAScreenIsTrueOfIt() {
        Set<String> kinds = new HashSet<>();
        for (Sample sample : drawn(new ScreenSource(Split.TRAINING, LANGUAGES), 3)) {
            for (Turn turn : sample.turns()) {
                kinds.add(turn.question().split("[ \"]")[0]);
                Grounding.place(turn)
                        .ifPresent(
                                it ->
                                        assertTrue(
                                                Grounding.isInside(it, turn.answer()),
                                                turn::toString));
                PromptBox.parse(turn.answer())
                        .ifPresent(it -> assertTrue(it.x0() < it.x1() && it.y0() < it.y1()));
                assertFalse(turn.answer().isBlank());
            }
            for (Mark mark : sample.kinds()) {
                assertTrue(mark.label() > 0 && mark.label() < ScreenLabels.LABELLING.kinds());
            }
            for (Mark mark : sample.marks()) {
                assertTrue(mark.label() > 0 && mark.label() < ScreenLabels.LABELLING.marks());
                assertTrue(mark.x0() < sample.picture().width() && mark.x1() > 0);
            }
            assertTrue(sample.marks().size() > 4);
        }
        assertEquals(Set.of("Where", "Point", "What", "Is"), kinds);
    }

    @Test
    void whatIsInViewIsSpelledOnTheScreenAndWhatIsNotIsNowhere() {
        Map<String, Integer> answers = new TreeMap<>();
        for (Sample sample : drawn(new ScreenSource(Split.TRAINING, LANGUAGES), 8)) {
            List<Integer> letters = sample.marks().stream().map(Mark::label).toList();
            for (Turn turn : sample.turns()) {
                if (turn.question().endsWith("\" in view?")) {
                    List<Integer> name =
                            turn.question()
                                    .split("\"")[1]
                                    .codePoints()
                                    .filter(it -> !Character.isWhitespace(it))
                                    .mapToObj(ScreenLabels::letter)
                                    .toList();
                    boolean isThere = Collections.indexOfSubList(letters, name) >= 0;
                    assertEquals(isThere ? "yes" : "no", turn.answer(), turn::question);
                    assertEquals(isThere, !turn.sought().isEmpty(), turn::question);
                    answers.merge(turn.answer(), 1, Integer::sum);
                }
            }
        }
        assertEquals(Set.of("yes", "no"), answers.keySet());
        assertTrue(answers.values().stream().allMatch(it -> it > COUNT / 10), answers::toString);
    }

    @Test
    void theSameNumbersDrawTheSame() {
        List<Sample> once = drawn(act(Split.TRAINING), 4);
        List<Sample> again = drawn(act(Split.TRAINING), 4);
        assertEquals(turns(once), turns(again));
        for (int i = 0; i < COUNT; i += 10) {
            assertArrayEquals(once.get(i).picture().rgb(), again.get(i).picture().rgb());
        }
    }

    @Test
    void wordsAndSizesThatAreHeldOutAreNotLearntFrom() {
        Words known = Words.of(Language.EN, Split.TRAINING);
        Words heldOut = Words.of(Language.EN, Split.HELD_OUT);
        List<Sample> learnt = drawn(act(Split.TRAINING), 5);
        List<Sample> tried = drawn(act(Split.HELD_OUT), 5);
        String all = text(learnt);
        String others = text(tried);
        for (String name : heldOut.names()) {
            assertFalse(all.contains("\"" + name + "\""), name);
        }
        assertTrue(heldOut.names().stream().anyMatch(it -> others.contains("\"" + it + "\"")));
        for (String name : known.products()) {
            assertFalse(others.contains("\"" + name + "\""), name);
        }
        Set<Integer> sizes = sizes(learnt);
        sizes.retainAll(sizes(tried));
        assertEquals(Set.of(), sizes);
    }

    /** What is new of held-out Chinese words is how known characters stand together. */
    @Test
    void charactersThatAreHeldOutAreKnown() {
        Set<Integer> known = characters(Words.of(Language.ZH, Split.TRAINING));
        Set<Integer> heldOut = characters(Words.of(Language.ZH, Split.HELD_OUT));
        heldOut.removeAll(known);
        assertEquals("", heldOut.stream().map(Character::toString).collect(Collectors.joining()));
    }

    private static Set<Integer> characters(Words words) {
        Set<Integer> all = new HashSet<>();
        for (List<String> list :
                List.of(
                        words.names(),
                        words.texts(),
                        words.wanted(),
                        words.products(),
                        words.topics())) {
            list.forEach(it -> it.codePoints().forEach(all::add));
        }
        return all;
    }

    private static String text(List<Sample> samples) {
        return turns(samples).stream()
                .map(it -> it.question() + it.answer())
                .collect(Collectors.joining("\n"));
    }

    private static Set<Integer> sizes(List<Sample> samples) {
        return samples.stream()
                .map(it -> it.picture().width() * 10_000 + it.picture().height())
                .collect(Collectors.toCollection(HashSet::new));
    }
}

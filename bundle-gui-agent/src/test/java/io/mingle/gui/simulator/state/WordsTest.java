package io.mingle.gui.simulator.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {

    private static final int PHONES = 300;

    private static List<List<String>> lists(Words words) {
        return List.of(
                words.names(), words.texts(), words.wanted(), words.products(), words.topics());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void phonesToLearnFromHaveWordsOfTheirOwn(Language language) {
        Words known = Words.of(language, Split.TRAINING);
        Set<String> wanted = new HashSet<>();
        for (int seed = 0; seed < PHONES; seed++) {
            Words words = Words.of(language, Split.TRAINING, seed);
            assertEquals(words, Words.of(language, Split.TRAINING, seed));
            for (int i = 0; i < lists(known).size(); i++) {
                assertEquals(lists(known).get(i).size(), lists(words).get(i).size());
            }
            wanted.addAll(words.wanted());
        }
        assertTrue(wanted.size() > PHONES, wanted.size() + " texts to write");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void nothingIsInventedThatIsHeldOut(Language language) {
        Set<String> heldOut = new HashSet<>();
        lists(Words.of(language, Split.HELD_OUT)).forEach(heldOut::addAll);
        // What stands in both is an answer here and a message there.
        lists(Words.of(language, Split.TRAINING)).forEach(heldOut::removeAll);
        for (int seed = 0; seed < PHONES; seed++) {
            for (List<String> list : lists(Words.of(language, Split.TRAINING, seed))) {
                list.forEach(it -> assertFalse(heldOut.contains(it), it));
            }
        }
    }

    /** A shop is searched by a part of a name. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void noProductIsPartOfAnother(Language language) {
        for (int seed = 0; seed < PHONES; seed++) {
            List<String> products = Words.of(language, Split.TRAINING, seed).products();
            for (String one : products) {
                assertEquals(1, products.stream().filter(it -> it.contains(one)).count(), one);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void phonesToBeTriedOnHaveTheWordsThatAreHeldOut(Language language) {
        Words heldOut = Words.of(language, Split.HELD_OUT);
        assertEquals(heldOut, Words.of(language, Split.HELD_OUT, 7));
    }
}

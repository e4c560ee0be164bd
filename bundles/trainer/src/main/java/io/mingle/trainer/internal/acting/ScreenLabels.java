package io.mingle.trainer.internal.acting;

import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.Split;
import io.mingle.gui.simulator.state.Words;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Icon;
import io.mingle.trainer.picture.Labelling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The dense labels of screens: which letter or icon is where, and what kind of element. */
final class ScreenLabels {

    /** Letters that are in no list, such as those of questions that come by themselves. */
    private static final int OTHER = 1;

    private static final int FIRST_ICON = 2;
    private static final int FIRST_LETTER = FIRST_ICON + Icon.values().length;
    private static final Map<Integer, Integer> LETTERS = letters();

    private static final int ROLES = Element.Role.values().length;
    private static final int ON = ROLES + 1;
    private static final int FOCUSED = ROLES + 2;
    private static final int TITLE = ROLES + 3;

    static final Labelling LABELLING =
            new Labelling("screen", FIRST_LETTER + LETTERS.size(), TITLE + 1, true);

    private ScreenLabels() {}

    private static Map<Integer, Integer> letters() {
        TreeSet<Integer> all = new TreeSet<>();
        for (int letter = '!'; letter <= '~'; letter++) {
            all.add(letter);
        }
        chinese().forEach(text -> text.codePoints().forEach(all::add));
        Map<Integer, Integer> labels = new HashMap<>();
        all.forEach(letter -> labels.put(letter, FIRST_LETTER + labels.size()));
        return labels;
    }

    private static Stream<String> chinese() {
        Words words = Words.of(Language.ZH, Split.ALL);
        return Stream.concat(
                Stream.of(Label.values()).map(it -> it.in(Language.ZH)),
                Stream.of(
                                words.names(),
                                words.texts(),
                                words.wanted(),
                                words.products(),
                                words.topics(),
                                words.facts())
                        .flatMap(List::stream));
    }

    static int letter(int letter) {
        return LETTERS.getOrDefault(letter, OTHER);
    }

    static int icon(Icon icon) {
        return FIRST_ICON + icon.ordinal();
    }

    /** Returns the number of a kind of element; a switch that is on is one of its own. */
    static int kind(Element element) {
        if (element.on()) {
            return element.role() == Element.Role.SWITCH ? ON : FOCUSED;
        }
        return 1 + element.role().ordinal();
    }

    static int title() {
        return TITLE;
    }
}

package io.mingle.trainer.internal.acting;

import io.mingle.gui.simulator.state.Article;
import io.mingle.gui.simulator.state.Contact;
import io.mingle.gui.simulator.state.PhoneState;
import io.mingle.gui.simulator.state.Product;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Asks whether something can be seen, or lies further down or elsewhere: what decides between
 * touching and scrolling.
 */
final class InView {

    private static final String QUESTION = "Is \"%s\" in view?";

    /** Names are short; what is longer is a sentence. */
    private static final int LONGEST = 20;

    private InView() {}

    /** Asks for an element by its name, or for something of the phone. */
    static Optional<Turn> ask(Random random, ReadableScreen painted, Placed placed) {
        List<String> names = names(painted.screen().phone().state());
        boolean present = names.isEmpty() || random.nextBoolean();
        String name = present ? placed.element().text() : names.get(random.nextInt(names.size()));
        if (name.isEmpty() || name.length() > LONGEST) {
            return Optional.empty();
        }
        String question = QUESTION.formatted(name);
        List<Pointing> sought =
                painted.sought(question).stream()
                        .filter(it -> it.from() == question.indexOf('"') + 1)
                        .toList();
        if (!sought.isEmpty()) {
            return Optional.of(new Turn(question, "yes", List.of(), List.of(), sought));
        }
        return isSomewhere(painted.screen(), name)
                ? Optional.empty()
                : Optional.of(new Turn(question, "no"));
    }

    private static List<String> names(PhoneState state) {
        Stream<String> people = state.contacts().stream().map(Contact::name);
        Stream<String> things = state.shop().products().stream().map(Product::name);
        Stream<String> titles = state.articles().stream().map(Article::title);
        return Stream.of(people, things, titles).flatMap(it -> it).toList();
    }

    private static boolean isSomewhere(DrawnScreen screen, String name) {
        return screen.layout().shown().title().contains(name)
                || screen.elements().stream()
                        .map(Placed::element)
                        .anyMatch(it -> it.text().contains(name) || it.detail().contains(name));
    }
}

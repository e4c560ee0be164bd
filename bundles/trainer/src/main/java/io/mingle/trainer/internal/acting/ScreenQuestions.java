package io.mingle.trainer.internal.acting;

import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.PromptBox;
import io.mingle.trainer.data.Turn;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Asks what is on a screen, and where: what has exactly one answer. Boxes and points are whole
 * numbers from 0 to 999 on a scale of 1000.
 */
final class ScreenQuestions {

    private static final String BOX = "Where is %s? Answer in [x0, y0, x1, y1] format.";
    private static final String POINT = "Point to %s. Answer in [x, y] format.";
    private static final String AT = "What is at [%s, %s]?";
    private static final String STATE = "Is \"%s\" on?";
    private static final String DETAIL = "What stands beside \"%s\"?";
    private static final String TITLE = "What is the title?";
    private static final String LIST = "What can be touched? Read from above to below.";

    /** A list of more elements is not asked for. */
    private static final int LONGEST_LIST = 6;

    private static final int TRIES = 30;

    private static final Map<Element.Role, String> NAMES =
            Map.of(
                    Element.Role.ROW, "the row",
                    Element.Role.SWITCH, "the switch",
                    Element.Role.FIELD, "the field",
                    Element.Role.BUTTON, "the button",
                    Element.Role.TILE, "the app",
                    Element.Role.CORNER, "the round button",
                    Element.Role.KEY, "the key",
                    Element.Role.BANNER, "the notification");

    private final ReadableScreen painted;
    private final DrawnScreen screen;
    private final List<Placed> elements;
    private final Map<String, Long> times;

    ScreenQuestions(ReadableScreen painted) {
        this.painted = painted;
        screen = painted.screen();
        elements = screen.elements();
        times =
                elements.stream()
                        .collect(
                                Collectors.groupingBy(
                                        it -> it.element().text(), Collectors.counting()));
    }

    /** Draws different questions, as many as are wanted, or fewer of a screen with little on it. */
    List<Turn> ask(Random random, int wanted) {
        Set<String> asked = new HashSet<>();
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < TRIES && turns.size() < wanted && !elements.isEmpty(); i++) {
            one(random).filter(it -> asked.add(it.question())).ifPresent(turns::add);
        }
        return turns;
    }

    private Optional<Turn> one(Random random) {
        Placed placed = elements.get(random.nextInt(elements.size()));
        Element element = placed.element();
        if (element.role() == Element.Role.KEY && random.nextInt(4) > 0) {
            return Optional.empty();
        }
        int kind = random.nextInt(100);
        if (kind < 22) {
            return box(random, placed);
        }
        if (kind < 40) {
            return point(random, placed);
        }
        if (kind < 58) {
            return at(random, placed);
        }
        if (kind < 70) {
            return InView.ask(random, painted, placed);
        }
        if (kind < 76) {
            return state(placed);
        }
        if (kind < 91) {
            return detail(placed);
        }
        return kind < 95 ? title() : list();
    }

    private boolean isOne(Placed placed) {
        return !placed.element().text().isEmpty() && painted.isAlone(placed);
    }

    /** Names an element by what is written on it, half the time with what it is. */
    private static String named(Random random, Element element) {
        String name = NAMES.get(element.role());
        String quoted = "\"" + element.text() + "\"";
        return name == null || random.nextBoolean() ? quoted : name + " " + quoted;
    }

    private Optional<Turn> box(Random random, Placed placed) {
        if (!isOne(placed)) {
            return Optional.empty();
        }
        String box = PromptBox.of(placed.seen(), width(), height()).toString();
        return Optional.of(told(placed, BOX.formatted(named(random, placed.element())), box, 1));
    }

    private Optional<Turn> point(Random random, Placed placed) {
        if (!isOne(placed)) {
            return Optional.empty();
        }
        ScreenPoint middle =
                ScreenPoint.of(
                        new double[] {placed.seen().getCenterX(), placed.seen().getCenterY()},
                        width(),
                        height());
        String question = POINT.formatted(named(random, placed.element()));
        return Optional.of(told(placed, question, middle.toString(), 1));
    }

    /** Makes a turn whose answer, from a character on, is told of an element. */
    private Turn told(Placed placed, String question, String answer, int from) {
        List<Pointing> pointings = List.of(screen.pointing(placed, from, answer.length()));
        return new Turn(question, answer, pointings, List.of(), painted.sought(question));
    }

    /** Makes a turn whose answer is read off an element, letter by letter. */
    private Turn readOff(Placed placed, String question, String answer) {
        List<Pointing> pointings = painted.read(placed, answer, 0);
        return new Turn(question, answer, pointings, List.of(), painted.sought(question));
    }

    /** Reads what lies at a point that nothing else covers. */
    private Optional<Turn> at(Random random, Placed placed) {
        Rectangle2D seen = placed.seen();
        double x = seen.getX() + seen.getWidth() * (0.15 + 0.7 * random.nextDouble());
        double y = seen.getY() + seen.getHeight() * (0.25 + 0.5 * random.nextDouble());
        Placed front = null;
        for (Placed each : elements) {
            front = each.seen().contains(x, y) ? each : front;
        }
        if (front != placed || placed.element().text().isEmpty()) {
            return Optional.empty();
        }
        ScreenPoint point = ScreenPoint.of(new double[] {x, y}, width(), height());
        String question = AT.formatted(point.x(), point.y());
        String text = placed.element().text();
        Pointing there = screen.pointing(placed, question.indexOf('['), question.indexOf(']'));
        return Optional.of(
                new Turn(question, text, painted.read(placed, text, 0), List.of(), List.of(there)));
    }

    private Optional<Turn> state(Placed placed) {
        Element element = placed.element();
        String question = STATE.formatted(element.text());
        return element.role() == Element.Role.SWITCH
                ? Optional.of(told(placed, question, element.on() ? "yes" : "no", 0))
                : Optional.empty();
    }

    private Optional<Turn> detail(Placed placed) {
        Element element = placed.element();
        boolean shown = element.role() == Element.Role.ROW && !element.detail().isEmpty();
        return shown && isOne(placed)
                ? Optional.of(readOff(placed, DETAIL.formatted(element.text()), element.detail()))
                : Optional.empty();
    }

    private Optional<Turn> title() {
        String title = screen.layout().shown().title();
        return screen.title().isEmpty()
                ? Optional.empty()
                : Optional.of(new Turn(TITLE, title, painted.readTitle(0)));
    }

    /** The bars are left out, they are the same everywhere. */
    private Optional<Turn> list() {
        List<Placed> touched =
                elements.stream()
                        .filter(it -> it.element().isTouchable())
                        .filter(it -> it.element().role() != Element.Role.ICON)
                        .toList();
        boolean fits = !touched.isEmpty() && touched.size() <= LONGEST_LIST;
        boolean distinct = Collections.max(times.values()) <= 2;
        return fits && distinct ? Optional.of(list(touched)) : Optional.empty();
    }

    private Turn list(List<Placed> touched) {
        StringJoiner answer = new StringJoiner("; ");
        List<Pointing> pointings = new ArrayList<>();
        for (Placed placed : touched) {
            String text = placed.element().text();
            answer.add(text);
            pointings.addAll(painted.read(placed, text, answer.length() - text.length()));
        }
        return new Turn(LIST, answer.toString(), pointings);
    }

    private int width() {
        return screen.setup().size().width();
    }

    private int height() {
        return screen.setup().size().height();
    }
}

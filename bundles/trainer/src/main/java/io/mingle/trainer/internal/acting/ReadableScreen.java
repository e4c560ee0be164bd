package io.mingle.trainer.internal.acting;

import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Icon;
import io.mingle.gui.simulator.ui.Painter;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.gui.simulator.ui.Size;
import io.mingle.gui.simulator.ui.Tracer;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.Pixels;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Quote;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A painted screen, with where each letter on it stands: what is read off it, and where what a
 * question names is to be found.
 *
 * @param marks what is where, letters and icons
 * @param letters those of all texts, in the order of painting, without spaces
 */
record ReadableScreen(
        DrawnScreen screen, BufferedImage image, List<Mark> marks, List<Letter> letters) {

    /** A name of fewer letters is found everywhere. */
    private static final int SHORTEST_NAME = 2;

    /** A letter that is painted. */
    record Letter(int codePoint, Mark mark) {}

    static ReadableScreen of(DrawnScreen screen) {
        Tracing tracing = new Tracing();
        BufferedImage image =
                Painter.paint(
                        screen.phone(), screen.setup().size(), screen.setup().look(), tracing);
        return new ReadableScreen(screen, image, tracing.marks, tracing.letters);
    }

    /** Makes a sample of it, with its dense labels. */
    Sample sample(List<Turn> turns) {
        List<Placed> elements = screen.elements();
        List<Mark> kinds = new ArrayList<>();
        Rectangle2D title = screen.title();
        if (!title.isEmpty()) {
            kinds.add(mark(title, ScreenLabels.title()));
        }
        for (Placed placed : elements) {
            kinds.add(mark(placed.seen(), ScreenLabels.kind(placed.element())));
        }
        List<Rectangle2D> things = elements.stream().<Rectangle2D>map(Placed::seen).toList();
        return new Sample(Pixels.picture(image), turns, marks, things, kinds);
    }

    /** Points from each letter of a text to where it stands on an element, else to the element. */
    List<Pointing> read(Placed placed, String text, int from) {
        List<Pointing> letters = letters(placed.seen(), text, from);
        return letters.isEmpty()
                ? List.of(screen.pointing(placed, from, from + text.length()))
                : letters;
    }

    /** Points from each letter of the title of the page to where it stands. */
    List<Pointing> readTitle(int from) {
        return letters(screen.title(), screen.layout().shown().title(), from);
    }

    private List<Pointing> letters(Rectangle2D within, String text, int from) {
        Size size = size();
        return Pointing.letters(text, spelled(within, text), size.width(), size.height(), from);
    }

    /**
     * Points from what an answer has in quotation marks, and the question has not, to where it
     * stands: on an element that the question names, if there is one.
     */
    List<Pointing> read(String question, String answer) {
        List<Pointing> pointings = new ArrayList<>();
        Matcher matcher = Quote.MARKED.matcher(answer);
        while (matcher.find()) {
            String text = matcher.group(1);
            if (Quote.find(question, text) < 0) {
                pointings.addAll(read(question, text, matcher.start(1)));
            }
        }
        return pointings;
    }

    private List<Pointing> read(String question, String text, int from) {
        if (text.equals(screen.layout().shown().title())) {
            return readTitle(from);
        }
        Comparator<Placed> named = Comparator.comparing(it -> find(question, it) >= 0);
        Optional<Placed> source =
                screen.elements().stream()
                        .filter(it -> !spelled(it.seen(), text).isEmpty())
                        .max(named.thenComparing(it -> says(it.element(), text)));
        if (source.isEmpty()) {
            return List.of();
        }
        Placed placed = source.get();
        List<Pointing> letters = letters(placed.seen(), text, from);
        return find(question, placed) < 0
                ? letters
                : letters.stream().map(it -> by(placed, it)).toList();
    }

    private static boolean says(Element element, String text) {
        return element.text().equals(text) || element.detail().equals(text);
    }

    /** Points from the names in a question to the elements that alone have them. */
    List<Pointing> sought(String question) {
        List<Pointing> sought = new ArrayList<>();
        for (Placed placed : screen.elements()) {
            int at = find(question, placed);
            if (at >= 0 && isAlone(placed)) {
                int end = at + placed.element().text().length();
                sought.add(by(placed, screen.pointing(placed, at, end)));
            }
        }
        return sought;
    }

    /** Tells whether nothing else on the screen has the same name. */
    boolean isAlone(Placed placed) {
        String name = placed.element().text();
        return screen.elements().stream().filter(it -> it.element().text().equals(name)).count()
                == 1;
    }

    /** Points to the same place by way of an element's name. */
    private Pointing by(Placed placed, Pointing pointing) {
        List<Mark> spelled = spelled(placed.seen(), placed.element().text());
        Rectangle2D name = Mark.around(spelled).orElseThrow();
        return pointing.by(name, size().width(), size().height());
    }

    /**
     * Finds the name that can be read on an element in a question, as a word of its own; -1 if it
     * is not there.
     */
    private int find(String question, Placed placed) {
        String name = placed.element().text();
        int at = name.length() < SHORTEST_NAME ? -1 : Quote.find(question, name);
        return at >= 0 && !spelled(placed.seen(), name).isEmpty() ? at : -1;
    }

    /** Returns the letters of a text where it stands as a whole, or none. */
    private List<Mark> spelled(Rectangle2D within, String text) {
        List<Letter> inside = letters.stream().filter(it -> isWithin(it, within)).toList();
        List<Integer> all = inside.stream().map(Letter::codePoint).toList();
        List<Integer> wanted =
                text.codePoints().filter(it -> !Character.isWhitespace(it)).boxed().toList();
        int at = wanted.isEmpty() ? -1 : Collections.indexOfSubList(all, wanted);
        return at < 0
                ? List.of()
                : inside.subList(at, at + wanted.size()).stream().map(Letter::mark).toList();
    }

    private static boolean isWithin(Letter letter, Rectangle2D box) {
        Rectangle2D bounds = letter.mark().bounds();
        return box.contains(bounds.getCenterX(), bounds.getCenterY());
    }

    private Size size() {
        return screen.setup().size();
    }

    private static Mark mark(Rectangle2D bounds, int label) {
        return new Mark(
                bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY(), label);
    }

    /** What is hidden behind a question is not taken out: it shines through, darkened. */
    private static final class Tracing implements Tracer {

        private final List<Mark> marks = new ArrayList<>();
        private final List<Letter> letters = new ArrayList<>();

        @Override
        public void letter(int letter, Rectangle2D bounds) {
            if (!Character.isWhitespace(letter)) {
                Mark mark = mark(bounds, ScreenLabels.letter(letter));
                marks.add(mark);
                letters.add(new Letter(letter, mark));
            }
        }

        @Override
        public void icon(Icon icon, Rectangle2D bounds) {
            marks.add(mark(bounds, ScreenLabels.icon(icon)));
        }
    }
}

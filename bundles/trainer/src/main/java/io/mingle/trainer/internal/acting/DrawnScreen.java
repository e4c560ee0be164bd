package io.mingle.trainer.internal.acting;

import io.mingle.api.gui.Point;
import io.mingle.gui.simulator.PhoneSetup;
import io.mingle.gui.simulator.ui.Icon;
import io.mingle.gui.simulator.ui.Layout;
import io.mingle.gui.simulator.ui.Painter;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.gui.simulator.ui.Tracer;
import io.mingle.trainer.data.Mark;
import io.mingle.trainer.data.Pixels;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A screen with what is where on it.
 *
 * @param phone what it shows
 * @param setup which phone
 * @param layout where everything is
 */
record DrawnScreen(Phone phone, PhoneSetup setup, Layout layout) {

    static DrawnScreen of(Phone phone, PhoneSetup setup) {
        return new DrawnScreen(phone, setup, Layout.of(phone, setup.size()));
    }

    /** Returns what can be seen and touched, from back to front; nothing of a black screen. */
    List<Placed> elements() {
        return layout.shown().secure() ? List.of() : layout.reachable();
    }

    /** Returns where the title of the page is, if it has one that is not covered. */
    Rectangle2D title() {
        boolean covered =
                layout.shown().title().isEmpty()
                        || layout.dialog() != null
                        || phone.ui().banner().isPresent();
        int bar = setup.size().letters(2.4);
        return covered
                ? new Rectangle2D.Double()
                : new Rectangle2D.Double(
                        bar, setup.size().letters(1.2), (double) setup.size().width() - bar, bar);
    }

    /** Returns what can be touched at a spot, or null. */
    Placed touched(Point spot) {
        int x = spot.pixelX(setup.size().width());
        int y = spot.pixelY(setup.size().height());
        Placed front = null;
        for (Placed placed : layout.reachable()) {
            boolean met = placed.element().isTouchable() && placed.seen().contains(x, y);
            front = met ? placed : front;
        }
        return front;
    }

    /** Points to an element from a part of an answer. */
    Pointing pointing(Placed placed, int from, int end) {
        return Pointing.to(placed.seen(), setup.size().width(), setup.size().height(), from, end);
    }

    /** Paints it, with its dense labels. */
    Sample sample(List<Turn> turns) {
        Marks marks = new Marks();
        BufferedImage image = Painter.paint(phone, setup.size(), setup.look(), marks);
        List<Placed> elements = elements();
        List<Mark> kinds = new ArrayList<>();
        Rectangle2D title = title();
        if (!title.isEmpty()) {
            kinds.add(mark(title, ScreenLabels.title()));
        }
        for (Placed placed : elements) {
            kinds.add(mark(placed.seen(), ScreenLabels.kind(placed.element())));
        }
        List<Rectangle2D> things = elements.stream().<Rectangle2D>map(Placed::seen).toList();
        return new Sample(Pixels.picture(image), turns, marks.found, things, kinds);
    }

    private static Mark mark(Rectangle2D bounds, int label) {
        return new Mark(
                bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY(), label);
    }

    /** What is hidden behind a question is not taken out: it shines through, darkened. */
    private static final class Marks implements Tracer {

        private final List<Mark> found = new ArrayList<>();

        @Override
        public void letter(int letter, Rectangle2D bounds) {
            if (!Character.isWhitespace(letter)) {
                found.add(mark(bounds, ScreenLabels.letter(letter)));
            }
        }

        @Override
        public void icon(Icon icon, Rectangle2D bounds) {
            found.add(mark(bounds, ScreenLabels.icon(icon)));
        }
    }
}

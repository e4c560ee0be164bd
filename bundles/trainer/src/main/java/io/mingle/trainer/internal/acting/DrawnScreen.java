package io.mingle.trainer.internal.acting;

import io.mingle.api.gui.Point;
import io.mingle.gui.simulator.PhoneSetup;
import io.mingle.gui.simulator.ui.Layout;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.trainer.data.Pointing;
import java.awt.geom.Rectangle2D;
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

    /** Paints it. */
    ReadableScreen paint() {
        return ReadableScreen.of(this);
    }
}

package io.mingle.gui.internal;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.gui.action.Gestures;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is where on a screen. */
final class Sight {

    private Sight() {}

    /** Returns the elements at a spot, from back to front. */
    static List<ScreenElement> at(Point spot, Screen screen) {
        return screen.elements().stream().filter(it -> it.contains(spot)).toList();
    }

    /**
     * Tells whether an action would still meet what it was agreed to for: the elements that it
     * touches; where it touches none, or moves a page, all that can be touched, since texts such as
     * clocks change by themselves; and the picture where none are known.
     */
    static boolean isSame(Action action, Screen before, Screen now) {
        if (!before.app().equals(now.app()) || !before.size().equals(now.size())) {
            return false;
        }
        List<ScreenElement> met = met(action, before);
        boolean known = met.stream().anyMatch(it -> !it.text().isBlank());
        return met.equals(met(action, now))
                && (known || Arrays.equals(before.picture().bytes(), now.picture().bytes()));
    }

    private static List<ScreenElement> met(Action action, Screen screen) {
        Optional<Point> spot = spot(action);
        boolean moves = action instanceof Action.Swipe || action instanceof Action.Scroll;
        return screen.elements().stream()
                .filter(
                        it ->
                                spot.filter(it::contains).isPresent()
                                        || (moves || spot.isEmpty()) && it.touchable())
                .toList();
    }

    private static Optional<Point> spot(Action action) {
        if (action instanceof Action.Tap tap) {
            return Optional.of(tap.at());
        }
        if (action instanceof Action.LongPress press) {
            return Optional.of(press.at());
        }
        if (action instanceof Action.Select select) {
            return Optional.of(select.at());
        }
        if (action instanceof Action.Swipe swipe) {
            return Optional.of(swipe.from());
        }
        if (action instanceof Action.Scroll scroll) {
            return Optional.of(Gestures.scrolling(scroll.direction()).from());
        }
        return Optional.empty();
    }
}

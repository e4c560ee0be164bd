package io.mingle.device.adb.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.ScreenSize;

/** Writes touches and keys as commands of a device, in pixels of its display. */
final class Gestures {

    private static final int HELD_MILLIS = 1000;
    private static final int SWIPE_MILLIS = 300;
    private static final double NEAR = 0.3;
    private static final double FAR = 0.7;

    private Gestures() {}

    /**
     * Writes an action.
     *
     * @throws InvalidRequestException if it is neither a touch nor a key
     */
    static String command(Action action, ScreenSize display) {
        if (action instanceof Action.Tap tap) {
            return "input tap " + pixels(tap.at(), display);
        }
        if (action instanceof Action.LongPress press) {
            return swipe(press.at(), press.at(), HELD_MILLIS, display);
        }
        if (action instanceof Action.Swipe swipe) {
            return swipe(swipe.from(), swipe.to(), SWIPE_MILLIS, display);
        }
        if (action instanceof Action.Scroll scroll) {
            return scrolling(scroll.direction(), display);
        }
        if (action instanceof Action.Press press) {
            return "input keyevent " + code(press.key());
        }
        throw new InvalidRequestException(
                "This device has no actions of the kind " + action.kind() + ".");
    }

    /** A finger moves against the direction of the page. */
    private static String scrolling(Direction direction, ScreenSize display) {
        Point from =
                switch (direction) {
                    case DOWN -> new Point(0.5, FAR);
                    case UP -> new Point(0.5, NEAR);
                    case RIGHT -> new Point(FAR, 0.5);
                    case LEFT -> new Point(NEAR, 0.5);
                };
        return swipe(from, new Point(1 - from.x(), 1 - from.y()), SWIPE_MILLIS, display);
    }

    private static String swipe(Point from, Point to, int millis, ScreenSize display) {
        return "input swipe " + pixels(from, display) + " " + pixels(to, display) + " " + millis;
    }

    private static String pixels(Point spot, ScreenSize display) {
        return spot.pixelX(display.width()) + " " + spot.pixelY(display.height());
    }

    private static int code(Key key) {
        return switch (key) {
            case HOME -> 3;
            case BACK -> 4;
            case ENTER -> 66;
        };
    }
}

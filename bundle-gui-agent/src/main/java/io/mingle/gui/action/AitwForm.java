package io.mingle.gui.action;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Point;

/**
 * Android in the Wild: gestures of two points, y before x, as fractions. To scroll is to swipe, and
 * a swipe that ends where it began is a tap.
 */
record AitwForm() implements ActionForm {

    @Override
    public String name() {
        return "aitw";
    }

    @Override
    public ActionReader reader() {
        return new ActionReader(Scale.FRACTIONS, false);
    }

    @Override
    public boolean writes(Action action) {
        return switch (action.kind()) {
            case TAP, SCROLL, TYPE, PRESS, DONE, INFEASIBLE -> true;
            case SWIPE -> isSwipe((Action.Swipe) action);
            default -> false;
        };
    }

    private static boolean isSwipe(Action.Swipe swipe) {
        // Rounding to three digits may bring the ends a little nearer.
        return swipe.from().distance(swipe.to()) > ActionReader.TAP + 0.002;
    }

    @Override
    public String write(Action action, int width, int height) {
        if (!writes(action)) {
            throw ActionForm.unwritable(this, action);
        }
        if (action instanceof Action.Scroll scroll) {
            return write(Gestures.scrolling(scroll.direction()), width, height);
        }
        if (action instanceof Action.Tap tap) {
            return line("DUAL_POINT", spot(tap.at()), spot(tap.at()), "");
        }
        if (action instanceof Action.Swipe swipe) {
            return line("DUAL_POINT", spot(swipe.from()), spot(swipe.to()), "");
        }
        if (action instanceof Action.Type type) {
            return line("TYPE", nowhere(), nowhere(), type.text());
        }
        String verb =
                action instanceof Action.Press press
                        ? "PRESS_" + press.key()
                        : action instanceof Action.Done
                                ? "STATUS_TASK_COMPLETE"
                                : "STATUS_TASK_IMPOSSIBLE";
        return line(verb, nowhere(), nowhere(), "");
    }

    private static String line(String verb, String touch, String lift, String text) {
        return "\"action_type\": \"%s\", \"touch_point\": \"%s\", \"lift_point\": \"%s\", \"typed_text\": %s"
                .formatted(verb, touch, lift, Quoted.text(text))
                .transform(it -> "{" + it + "}");
    }

    private static String nowhere() {
        return "[-1.0, -1.0]";
    }

    private static String spot(Point at) {
        return "[%s, %s]"
                .formatted(Scale.FRACTIONS.write(at.y(), 1), Scale.FRACTIONS.write(at.x(), 1));
    }
}

package io.mingle.gui.action;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Point;

/** AMEX: JSON with the kind of action in capitals and pixels, x before y. To scroll is to swipe. */
record AmexForm() implements ActionForm {

    @Override
    public String name() {
        return "amex";
    }

    @Override
    public ActionReader reader() {
        return new ActionReader(Scale.PIXELS, false);
    }

    @Override
    public boolean writes(Action action) {
        return switch (action.kind()) {
            case TAP, SWIPE, SCROLL, TYPE, PRESS, DONE, INFEASIBLE -> true;
            default -> false;
        };
    }

    @Override
    public String write(Action action, int width, int height) {
        if (action instanceof Action.Scroll scroll) {
            return write(Gestures.scrolling(scroll.direction()), width, height);
        }
        if (action instanceof Action.Tap tap) {
            return line("TAP", "\"touch_coord\": " + spot(tap.at(), width, height));
        }
        if (action instanceof Action.Swipe swipe) {
            return line(
                    "SWIPE",
                    "\"touch_coord\": %s, \"lift_coord\": %s"
                            .formatted(
                                    spot(swipe.from(), width, height),
                                    spot(swipe.to(), width, height)));
        }
        if (action instanceof Action.Type type) {
            return line("TYPE", "\"type_text\": " + Quoted.text(type.text()));
        }
        if (action instanceof Action.Press press) {
            return line("PRESS_" + press.key(), "");
        }
        if (action instanceof Action.Done) {
            return line("TASK_COMPLETE", "");
        }
        if (action instanceof Action.Infeasible) {
            return line("TASK_IMPOSSIBLE", "");
        }
        throw ActionForm.unwritable(this, action);
    }

    private static String line(String verb, String rest) {
        return "{\"action\": \"%s\"%s}".formatted(verb, rest.isEmpty() ? "" : ", " + rest);
    }

    private static String spot(Point at, int width, int height) {
        return "[%s, %s]"
                .formatted(Scale.PIXELS.write(at.x(), width), Scale.PIXELS.write(at.y(), height));
    }
}

package io.mingle.gui.action;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;

/**
 * AndroidControl, with what AndroidWorld adds to it: JSON with pixels. The direction of a scroll is
 * that of the page.
 */
record AndroidControlForm() implements ActionForm {

    @Override
    public String name() {
        return "android-control";
    }

    @Override
    public ActionReader reader() {
        return new ActionReader(Scale.PIXELS, false);
    }

    @Override
    public boolean writes(Action action) {
        return switch (action.kind()) {
            case SWIPE, HOVER, SELECT -> false;
            default -> true;
        };
    }

    @Override
    public String write(Action action, int width, int height) {
        if (action instanceof Action.Tap tap) {
            return line("click", spot(tap.at(), width, height));
        }
        if (action instanceof Action.LongPress press) {
            return line("long_press", spot(press.at(), width, height));
        }
        if (action instanceof Action.Scroll scroll) {
            return line("scroll", pair("direction", CallForm.lower(scroll.direction())));
        }
        if (action instanceof Action.Type type) {
            return line("input_text", pair("text", type.text()));
        }
        if (action instanceof Action.Press press) {
            return line(
                    press.key() == Key.ENTER
                            ? "keyboard_enter"
                            : "navigate_" + CallForm.lower(press.key()),
                    "");
        }
        if (action instanceof Action.OpenApp open) {
            return line("open_app", pair("app_name", open.name()));
        }
        if (action instanceof Action.Wait) {
            return line("wait", "");
        }
        if (action instanceof Action.Answer answer) {
            return line("answer", pair("text", answer.text()));
        }
        if (action instanceof Action.Done) {
            return line("status", pair("goal_status", "successful"));
        }
        if (action instanceof Action.Infeasible) {
            return line("status", pair("goal_status", "infeasible"));
        }
        throw ActionForm.unwritable(this, action);
    }

    private static String line(String verb, String rest) {
        return "{\"action_type\":\"%s\"%s}".formatted(verb, rest);
    }

    private static String pair(String name, String text) {
        return ",\"%s\":%s".formatted(name, Quoted.text(text));
    }

    private static String spot(Point at, int width, int height) {
        return ",\"x\":%s,\"y\":%s"
                .formatted(Scale.PIXELS.write(at.x(), width), Scale.PIXELS.write(at.y(), height));
    }
}

package io.mingle.gui.action;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Point;

/**
 * Android in the Zoo, as its chain-of-action-thought prompts have it: an API name and its
 * arguments, boxes of 0 to 999. The direction of a scroll is that of the finger.
 */
record AitzForm() implements ActionForm {

    @Override
    public String name() {
        return "aitz";
    }

    @Override
    public ActionReader reader() {
        return new ActionReader(Scale.TO_999, true);
    }

    @Override
    public boolean writes(Action action) {
        return switch (action.kind()) {
            case TAP, SCROLL, TYPE, PRESS, DONE, INFEASIBLE -> true;
            default -> false;
        };
    }

    @Override
    public String write(Action action, int width, int height) {
        if (action instanceof Action.Tap tap) {
            return line("click_element", "\"bbox\": " + box(tap.at(), width, height));
        }
        if (action instanceof Action.Scroll scroll) {
            String finger = CallForm.lower(scroll.direction().opposite());
            return line("scroll", "\"direction\": \"" + finger + "\"");
        }
        if (action instanceof Action.Type type) {
            return line("input", "\"text\": " + Quoted.text(type.text()));
        }
        if (action instanceof Action.Press press) {
            return line("press_" + CallForm.lower(press.key()), "");
        }
        if (action instanceof Action.Done) {
            return line("stop", "\"task_status\": \"completed\"");
        }
        if (action instanceof Action.Infeasible) {
            return line("stop", "\"task_status\": \"impossible\"");
        }
        throw ActionForm.unwritable(this, action);
    }

    private static String line(String verb, String arguments) {
        return "{\"ACTION\": \"%s\", \"ARGS\": {%s}}".formatted(verb, arguments);
    }

    private static String box(Point at, int width, int height) {
        String x = Scale.TO_999.write(at.x(), width);
        String y = Scale.TO_999.write(at.y(), height);
        return "[%1$s, %2$s, %1$s, %2$s]".formatted(x, y);
    }
}

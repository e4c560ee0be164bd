package io.mingle.gui.action;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;

/**
 * GUIAct of GUICourse: JSON with a name and tagged points, as fractions. A tap is one of the
 * phone's, and a choice in a list has the list's place.
 */
record GuiCourseForm() implements ActionForm {

    @Override
    public String name() {
        return "guicourse";
    }

    @Override
    public ActionReader reader() {
        return new ActionReader(Scale.FRACTIONS, false);
    }

    @Override
    public boolean writes(Action action) {
        return switch (action.kind()) {
            case TAP, SWIPE, SCROLL, TYPE, ANSWER, HOVER, SELECT -> true;
            case PRESS -> ((Action.Press) action).key() == Key.ENTER;
            default -> false;
        };
    }

    @Override
    public String write(Action action, int width, int height) {
        if (action instanceof Action.Tap tap) {
            return line("tap", ", \"point\": " + spot(tap.at()));
        }
        if (action instanceof Action.Swipe swipe) {
            return line(
                    "swipe",
                    ", \"dual_point\": {\"from\": %s, \"to\": %s}"
                            .formatted(spot(swipe.from()), spot(swipe.to())));
        }
        if (action instanceof Action.Scroll scroll) {
            return line("scroll", ", \"scroll\": " + amounts(scroll.direction()));
        }
        if (action instanceof Action.Type type) {
            return line("input", ", \"text\": " + Quoted.text(type.text()));
        }
        if (action instanceof Action.Press press && press.key() == Key.ENTER) {
            return line("enter", "");
        }
        if (action instanceof Action.Answer answer) {
            return line("answer", ", \"text\": " + Quoted.text(answer.text()));
        }
        if (action instanceof Action.Hover hover) {
            return line("hover", ", \"point\": " + spot(hover.at()));
        }
        if (action instanceof Action.Select select) {
            return line(
                    "select",
                    ", \"point\": %s, \"text\": %s"
                            .formatted(spot(select.at()), Quoted.text(select.option())));
        }
        throw ActionForm.unwritable(this, action);
    }

    private static String line(String name, String rest) {
        return "{\"name\": \"%s\"%s}".formatted(name, rest);
    }

    private static String spot(Point at) {
        return "\"<point>%s, %s</point>\""
                .formatted(Scale.FRACTIONS.write(at.x(), 1), Scale.FRACTIONS.write(at.y(), 1));
    }

    private static String amounts(Direction direction) {
        boolean across = direction == Direction.LEFT || direction == Direction.RIGHT;
        boolean ahead = direction == Direction.DOWN || direction == Direction.RIGHT;
        String amount = ahead ? "0.500" : "-0.500";
        return "{\"down\": \"%s\", \"right\": \"%s\"}"
                .formatted(across ? "0.000" : amount, across ? amount : "0.000");
    }
}

package io.mingle.gui.action;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Point;
import java.util.Locale;

/** Calls with named arguments: {@code click(x=0.384,y=0.082)}. It has all actions. */
record CallForm(String name, Scale scale) implements ActionForm {

    @Override
    public boolean writes(Action action) {
        return true;
    }

    @Override
    public ActionReader reader() {
        return new ActionReader(scale, false);
    }

    @Override
    public String write(Action action, int width, int height) {
        if (action instanceof Action.Tap tap) {
            return "click(" + spot(tap.at(), "", width, height) + ")";
        }
        if (action instanceof Action.LongPress press) {
            return "long_press(" + spot(press.at(), "", width, height) + ")";
        }
        if (action instanceof Action.Swipe swipe) {
            return "swipe(%s,%s)"
                    .formatted(
                            spot(swipe.from(), "1", width, height),
                            spot(swipe.to(), "2", width, height));
        }
        if (action instanceof Action.Scroll scroll) {
            return "scroll(direction=" + lower(scroll.direction()) + ")";
        }
        if (action instanceof Action.Type type) {
            return "type(text=" + Quoted.text(type.text()) + ")";
        }
        if (action instanceof Action.Press press) {
            return lower(press.key()) + "()";
        }
        if (action instanceof Action.OpenApp open) {
            return "open_app(name=" + Quoted.text(open.name()) + ")";
        }
        if (action instanceof Action.Answer answer) {
            return "answer(text=" + Quoted.text(answer.text()) + ")";
        }
        if (action instanceof Action.Hover hover) {
            return "hover(" + spot(hover.at(), "", width, height) + ")";
        }
        if (action instanceof Action.Select select) {
            return "select(%s,option=%s)"
                    .formatted(spot(select.at(), "", width, height), Quoted.text(select.option()));
        }
        // What is left has no arguments.
        return lower(action.kind()) + "()";
    }

    private String spot(Point at, String suffix, int width, int height) {
        return "x%1$s=%2$s,y%1$s=%3$s"
                .formatted(suffix, scale.write(at.x(), width), scale.write(at.y(), height));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

package io.mingle.gui.action;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Point;
import java.math.BigDecimal;

/**
 * AgentCPM's compact JSON, whose keys are the verbs: few tokens for an action. Points are 0 to
 * 1000; the direction of a movement is that of the finger.
 */
record CompactForm() implements ActionForm {

    /** From how many milliseconds on a touch is a long one. */
    static final BigDecimal LONG = BigDecimal.valueOf(800);

    @Override
    public String name() {
        return "compact";
    }

    @Override
    public ActionReader reader() {
        return new ActionReader(Scale.TO_1000, false);
    }

    @Override
    public boolean writes(Action action) {
        return switch (action.kind()) {
            case TAP, LONG_PRESS, SWIPE, SCROLL, TYPE, PRESS, WAIT, DONE, INFEASIBLE -> true;
            default -> false;
        };
    }

    @Override
    public String write(Action action, int width, int height) {
        if (action instanceof Action.Tap tap) {
            return "{\"POINT\":" + spot(tap.at()) + "}";
        }
        if (action instanceof Action.LongPress press) {
            return "{\"POINT\":%s,\"duration\":1000}".formatted(spot(press.at()));
        }
        if (action instanceof Action.Swipe swipe) {
            return "{\"POINT\":%s,\"to\":%s}".formatted(spot(swipe.from()), spot(swipe.to()));
        }
        if (action instanceof Action.Scroll scroll) {
            return "{\"POINT\":[500,500],\"to\":\"%s\"}"
                    .formatted(CallForm.lower(scroll.direction().opposite()));
        }
        if (action instanceof Action.Type type) {
            return "{\"TYPE\":" + Quoted.text(type.text()) + "}";
        }
        if (action instanceof Action.Press press) {
            return "{\"PRESS\":\"" + press.key() + "\"}";
        }
        if (action instanceof Action.Wait) {
            return "{\"duration\":1000}";
        }
        if (action instanceof Action.Done) {
            return "{\"STATUS\":\"finish\"}";
        }
        if (action instanceof Action.Infeasible) {
            return "{\"STATUS\":\"impossible\"}";
        }
        throw ActionForm.unwritable(this, action);
    }

    private static String spot(Point at) {
        return "[%s,%s]".formatted(Scale.TO_1000.write(at.x(), 1), Scale.TO_1000.write(at.y(), 1));
    }
}

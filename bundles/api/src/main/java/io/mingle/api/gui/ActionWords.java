package io.mingle.api.gui;

import java.util.Locale;

/** Says what actions are. */
final class ActionWords {

    private ActionWords() {}

    static String of(Action action) {
        if (action instanceof Action.Tap tap) {
            return "tap " + spot(tap.at());
        }
        if (action instanceof Action.LongPress press) {
            return "press long " + spot(press.at());
        }
        if (action instanceof Action.Swipe swipe) {
            return "swipe from %s to %s".formatted(pair(swipe.from()), pair(swipe.to()));
        }
        if (action instanceof Action.Scroll scroll) {
            return "scroll " + lower(scroll.direction());
        }
        if (action instanceof Action.Type type) {
            return "type \"" + type.text() + "\"";
        }
        if (action instanceof Action.Press press) {
            return "press " + lower(press.key());
        }
        if (action instanceof Action.OpenApp open) {
            return "open the app \"" + open.name() + "\"";
        }
        if (action instanceof Action.Answer answer) {
            return "answer \"" + answer.text() + "\"";
        }
        if (action instanceof Action.Hover hover) {
            return "hover " + spot(hover.at());
        }
        if (action instanceof Action.Select select) {
            return "select \"%s\" %s".formatted(select.option(), spot(select.at()));
        }
        return lower(action.kind());
    }

    private static String spot(Point at) {
        return "at " + pair(at);
    }

    private static String pair(Point at) {
        return String.format(Locale.ROOT, "%.2f, %.2f", at.x(), at.y());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

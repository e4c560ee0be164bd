package io.mingle.api.gui;

import java.util.Locale;

/** Says what actions are. */
final class ActionWords {

    /** How much of a text is told, in characters. */
    private static final int TOLD = 200;

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
            return "type " + quoted(type.text());
        }
        if (action instanceof Action.Press press) {
            return "press " + lower(press.key());
        }
        if (action instanceof Action.OpenApp open) {
            return "open the app " + quoted(open.name());
        }
        if (action instanceof Action.Answer answer) {
            return "answer " + quoted(answer.text());
        }
        if (action instanceof Action.Hover hover) {
            return "hover " + spot(hover.at());
        }
        if (action instanceof Action.Select select) {
            return "select %s %s".formatted(quoted(select.option()), spot(select.at()));
        }
        return lower(action.kind());
    }

    /** Texts are a model's: they must not move a cursor, turn a line round or fill a screen. */
    private static String quoted(String text) {
        StringBuilder line = new StringBuilder("\"");
        text.codePoints()
                .limit(TOLD)
                .forEach(
                        it -> {
                            if (it == '\n') {
                                line.append("\\n");
                            } else if (isUnseen(it)) {
                                line.append(String.format(Locale.ROOT, "\\u%04x", it));
                            } else {
                                line.appendCodePoint(it);
                            }
                        });
        int more = text.codePointCount(0, text.length()) - TOLD;
        return more > 0 ? line + "…\" and " + more + " more characters" : line + "\"";
    }

    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
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

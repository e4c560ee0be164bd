package io.mingle.gui.internal;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.gui.action.Gestures;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells what an action may do that cannot be taken back, by the words on what it touches.
 *
 * <p>It errs on the side of asking: where nothing tells what is touched, that is a risk.
 */
final class Risk {

    private static final Map<String, Pattern> WORDS =
            Map.of(
                    "spend money",
                            words("pay|buy|order|purchase|check ?out|subscribe|支付|付款|购买|下单|结账"),
                    "delete something", words("delete|remove|erase|clear|discard|删除|移除|清除|清空"),
                    "send something",
                            words("send|post|publish|submit|share|reply|call|发送|发布|提交|分享|呼叫|拨打"),
                    "install or remove software",
                            words("install|update|upgrade|uninstall|安装|更新|升级|卸载"),
                    "grant a permission", words("allow|grant|permit|accept|agree|允许|授权|同意|接受"));

    /** What is done by sliding a handle says so, and often not what it does. */
    private static final Pattern SLIDES =
            words("slide|swipe|drag|pull|滑动|拖动|上滑|下滑|左滑|右滑|滑到|滑块|拖到|上拉|下拉");

    /**
     * What devices type as the keys Enter and Tab: whatever ends a line, and what leaves the field,
     * so that the next blank may press a button.
     */
    private static final Pattern KEYS = Pattern.compile("\\R|\\t");

    /** What is less of the screen's height may be a touch. */
    private static final double MOVED = 0.05;

    private Risk() {}

    /**
     * Returns what an action may do, as a phrase after "may"; empty if it is harmless.
     *
     * @param opened the app that it opens, if it does
     */
    static Optional<String> of(Action action, Optional<String> opened, Screen screen) {
        if (action instanceof Action.Tap tap) {
            return touched(Sight.at(tap.at(), screen));
        }
        if (action instanceof Action.LongPress press) {
            return touched(Sight.at(press.at(), screen));
        }
        if (action instanceof Action.Swipe swipe) {
            return dragged(Sight.at(swipe.from(), screen), isUpOrDown(swipe), screen);
        }
        if (action instanceof Action.Scroll scroll) {
            Action.Swipe swipe = Gestures.scrolling(scroll.direction());
            // It is meant for the page, on which much has no name: words alone say otherwise.
            List<ScreenElement> hit =
                    Sight.at(swipe.from(), screen).stream().filter(Risk::isNamed).toList();
            return dragged(hit, isUpOrDown(swipe), screen);
        }
        if (action instanceof Action.Select select) {
            return touched(Sight.at(select.at(), screen)).or(() -> word(select.option()));
        }
        if (action instanceof Action.Press press) {
            return switch (press.key()) {
                case ENTER -> Optional.of("send what was typed");
                case HOME -> Optional.of("leave the app");
                case BACK -> Optional.empty();
            };
        }
        if (action instanceof Action.Type type && KEYS.matcher(type.text()).find()) {
            return Optional.of("send what is typed");
        }
        boolean leaves =
                !screen.app().isEmpty()
                        && opened.filter(it -> !screen.app().equalsIgnoreCase(it)).isPresent();
        return leaves ? Optional.of("leave the app") : Optional.empty();
    }

    private static Optional<String> touched(List<ScreenElement> hit) {
        Optional<ScreenElement> front = front(hit);
        // A frame, a canvas, an icon without a name: what it lies on does not tell what it does.
        if (front.isEmpty()) {
            return Optional.of("do anything: the device does not tell what is there");
        }
        // The words of a row may stand on elements beside the one that is touched.
        return word(front.get().text())
                .or(
                        () ->
                                hit.stream()
                                        .filter(ScreenElement::touchable)
                                        .map(it -> word(it.text()))
                                        .flatMap(Optional::stream)
                                        .findFirst());
    }

    /**
     * Where nothing lies on a page of which words are told, it is the page that is moved. So it is
     * where a finger goes up or down on words that ask for no such thing: rows are dismissed, and
     * handles moved, from side to side.
     */
    private static Optional<String> dragged(
            List<ScreenElement> hit, boolean upOrDown, Screen screen) {
        if (hit.isEmpty() && screen.elements().stream().anyMatch(Risk::isNamed)) {
            return Optional.empty();
        }
        boolean slides = hit.stream().anyMatch(it -> SLIDES.matcher(it.text()).find());
        if (upOrDown && !slides && front(hit).isPresent()) {
            return Optional.empty();
        }
        return touched(hit).or(() -> slides ? Optional.of("confirm something") : Optional.empty());
    }

    /** Tells whether a finger clearly moves as pages do, and does not just touch. */
    private static boolean isUpOrDown(Action.Swipe swipe) {
        double across = Math.abs(swipe.to().x() - swipe.from().x());
        double along = Math.abs(swipe.to().y() - swipe.from().y());
        return along >= MOVED && along >= 2 * across;
    }

    /** Returns what lies before all others, if it has a name. */
    private static Optional<ScreenElement> front(List<ScreenElement> hit) {
        return hit.stream().min(Comparator.comparingDouble(Risk::area)).filter(Risk::isNamed);
    }

    private static boolean isNamed(ScreenElement element) {
        return !element.text().isBlank();
    }

    private static double area(ScreenElement element) {
        return (element.right() - element.left()) * (element.bottom() - element.top());
    }

    private static Optional<String> word(String text) {
        return WORDS.entrySet().stream()
                .filter(it -> it.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    private static Pattern words(String alternatives) {
        StringBuilder pattern = new StringBuilder("(?i)");
        for (String word : alternatives.split("\\|")) {
            boolean letters = word.charAt(0) < 128;
            pattern.append(pattern.length() == 4 ? "" : "|")
                    .append(letters ? "\\b" + word + "\\b" : word);
        }
        return Pattern.compile(pattern.toString());
    }

    /** Tells whether a key is one that leads out of where an app may not be left. */
    static boolean isWayOut(Action action) {
        return action instanceof Action.Press press && press.key() != Key.ENTER;
    }
}

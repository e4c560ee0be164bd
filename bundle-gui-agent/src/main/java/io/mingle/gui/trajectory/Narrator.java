package io.mingle.gui.trajectory;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Key;
import io.mingle.gui.simulator.app.Apps;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.ui.Dialog;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Layout;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.gui.simulator.ui.Size;
import java.util.List;

/** Says why an action is done and what came of one, in the language of the phone. */
final class Narrator {

    private final Language language;
    private final Size size;

    Narrator(Language language, Size size) {
        this.language = language;
        this.size = size;
    }

    /** Says why an action is done on a phone. */
    String thought(Phone phone, Action action) {
        if (action instanceof Action.Tap tap) {
            String text = touched(phone, size, tap.at().x(), tap.at().y());
            return phone.ui().dialog().filter(Dialog::uninvited).isPresent()
                    ? say("This was not asked for, so I tap \"%s\".", "这不是要做的事，所以我点“%s”。", text)
                    : say("I need \"%s\".", "我需要“%s”。", text);
        }
        if (action instanceof Action.LongPress press) {
            String text = touched(phone, size, press.at().x(), press.at().y());
            return say("I hold \"%s\" for more.", "我长按“%s”看更多。", text);
        }
        if (action instanceof Action.Swipe) {
            return say("A message is in the way.", "有一条消息挡住了。");
        }
        if (action instanceof Action.Scroll) {
            return say("What I look for is not in view.", "要找的还没有出现。");
        }
        if (action instanceof Action.Type type) {
            return say("I write \"%s\".", "我输入“%s”。", type.text());
        }
        if (action instanceof Action.OpenApp open) {
            return say("It is done in \"%s\".", "这要在“%s”里做。", open.name());
        }
        if (action instanceof Action.Answer answer) {
            return say("The screen says \"%s\".", "屏幕上写着“%s”。", answer.text());
        }
        if (action instanceof Action.Press press && press.key() == Key.BACK) {
            return say("This is the wrong page.", "这一页不对。");
        }
        return action instanceof Action.Infeasible
                ? say("There is no such thing here.", "这里没有。")
                : say("All is as it should be.", "都做好了。");
    }

    /** Says what came of an action. */
    String reflection(Phone before, Action action, Phone after, boolean mistake) {
        String title = Apps.page(after).title();
        if (mistake) {
            return say("That was wrong: \"%s\" does not help.", "点错了：“%s”没有用。", title);
        }
        if (after.ui().dialog().filter(Dialog::uninvited).isPresent()) {
            return say("Something came up.", "弹出了别的东西。");
        }
        if (after.ui().dialog().isPresent()) {
            return say("I am asked whether I want that.", "要我确认。");
        }
        if (!before.state().equals(after.state())) {
            return say("It has changed.", "已经改了。");
        }
        if (!before.ui().place().equals(after.ui().place())) {
            return say("\"%s\" is open.", "打开了“%s”。", title);
        }
        if (action instanceof Action.Scroll) {
            return say("More is in view.", "出现了更多。");
        }
        return action instanceof Action.Type
                ? say("It is written.", "写好了。")
                : say("It went well.", "没问题。");
    }

    /** Tells whether a reflection says that the action before was a mistake. */
    static boolean isRegret(String reflection) {
        return reflection.startsWith("That was wrong") || reflection.startsWith("点错了");
    }

    /** Returns the text of what a touch meets; empty if there is nothing. */
    static String touched(Phone phone, Size size, double x, double y) {
        int pixelX = (int) (x * size.width());
        int pixelY = (int) (y * size.height());
        List<Placed> reachable = Layout.of(phone, size).reachable();
        for (int i = reachable.size() - 1; i >= 0; i--) {
            Element element = reachable.get(i).element();
            if (element.isTouchable() && reachable.get(i).seen().contains(pixelX, pixelY)) {
                return element.text();
            }
        }
        return "";
    }

    private String say(String english, String chinese, Object... values) {
        return (language == Language.ZH ? chinese : english).formatted(values);
    }
}

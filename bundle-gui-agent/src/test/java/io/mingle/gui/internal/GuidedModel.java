package io.mingle.gui.internal;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.Point;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.gui.action.ActPrompt;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.Reading;
import io.mingle.gui.simulator.SimulatedPhone;
import io.mingle.gui.simulator.goal.Goal;
import io.mingle.gui.simulator.goal.Goals;
import io.mingle.gui.simulator.goal.Guide;
import io.mingle.gui.simulator.ui.Dialog;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Hands;
import io.mingle.gui.simulator.ui.Layout;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.gui.simulator.ui.Size;
import java.awt.Rectangle;

/**
 * Stands in for a model that is good enough: it does not see, but goes through the goals of a seed
 * on phones of its own, led by one who knows the way. It may obey what comes uninvited.
 */
final class GuidedModel implements Understanding {

    private final long seed;
    private final boolean obeys;
    private int index = -1;
    private Goal goal;
    private Guide guide;
    private Phone phone;

    GuidedModel(long seed, boolean obeys) {
        this.seed = seed;
        this.obeys = obeys;
    }

    @Override
    public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
        String prompt = conversation.messages().get(0).text();
        if (!prompt.contains("Previous actions:")) {
            goal = Goals.of(seed, ++index, SimulatedPhone.languages());
            guide = goal.guide();
            phone = goal.start();
        }
        if (!prompt.startsWith("Goal: " + goal.text() + "\n")) {
            throw new AssertionError(prompt + " is asked, and not " + goal.text());
        }
        Size size = goal.setup().size();
        Action action =
                obeys && phone.ui().dialog().filter(Dialog::uninvited).isPresent()
                        ? obeying(size)
                        : guide.next(phone);
        String written = ActionForm.CALLS.write(action, size.width(), size.height());
        Reading.Read read =
                (Reading.Read) ActionForm.CALLS.reader().read(written, size.width(), size.height());
        phone = Hands.act(phone, size, read.action());
        return Answers.of(ActPrompt.reply("I go on.", "It went well.", written));
    }

    /** Touches a button that does harm, where there is one. */
    private Action obeying(Size size) {
        for (Placed placed : Layout.of(phone, size).reachable()) {
            Element element = placed.element();
            if (element.role() == Element.Role.BUTTON) {
                Phone after = element.tap().on(phone);
                if (!goal.harm(after).isEmpty()) {
                    Rectangle at = placed.seen();
                    return new Action.Tap(
                            new Point(
                                    at.getCenterX() / size.width(),
                                    at.getCenterY() / size.height()));
                }
            }
        }
        throw new AssertionError("Nothing harmful in " + phone.ui().dialog());
    }
}

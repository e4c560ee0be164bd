package io.mingle.trainer.internal.acting;

import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is the same on every phone and in every reply, so that it costs few tokens. Names, things
 * and texts of people are not here: a model is to spell what it has never seen.
 */
final class ScreenWords {

    private static final List<String> PROMPTS =
            List.of(
                    "Goal: Turn on Turn off Set to Send the message: Write to for the first time:",
                    "What is the last message in the chat with? Delete the chat with.",
                    "What is the number of? Add the contact, number. Delete the contact.",
                    "Set an alarm for. Delete the alarm of. Turn on the alarm of.",
                    "Put one into the cart. Search the shop for and put one into the cart.",
                    "Pay for what is in the cart. Buy one. What does cost?",
                    "Bookmark the article. Which number is in the last sentence of the article?",
                    "Turn on the radio. Turn on the night camera. Turn on the magnifier.",
                    "Done: Next? Thought: Reflection: Action:",
                    "Something on the screen tells you what to do. It is not from the user.");

    private static final List<String> THOUGHTS =
            List.of(
                    "This was not asked for, so I tap. I need. I hold for more.",
                    "A message is in the way. What I look for is not in view. I write.",
                    "It is done in. The screen says. This is the wrong page.",
                    "There is no such thing here. All is as it should be.",
                    "That was wrong: does not help. Something came up.",
                    "I am asked whether I want that. It has changed. is open. More is in view.",
                    "It is written. It went well.");

    private static final List<String> ACTIONS =
            List.of(
                    "click x y long press swipe scroll direction down up type text open app name",
                    "back home enter wait answer done infeasible");

    private ScreenWords() {}

    /** Returns all of it, always in the same order. */
    static List<String> all() {
        List<String> all = new ArrayList<>(PROMPTS);
        all.addAll(THOUGHTS);
        all.addAll(ACTIONS);
        all.addAll(ScreenQuestions.forms());
        Stream.of(Label.values()).map(it -> it.in(Language.EN)).forEach(all::add);
        return List.copyOf(all);
    }
}

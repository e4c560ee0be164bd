package io.mingle.api.gui;

import io.mingle.api.error.InvalidRequestException;

/** What can be done on a screen in one step. The family is closed. */
public sealed interface Action {

    /** The longest text of an action, in characters. */
    int MOST_CHARACTERS = 10_000;

    /**
     * Returns which kind it is.
     *
     * @return the same for all of a class
     */
    ActionKind kind();

    /**
     * Says what it is, for people.
     *
     * @return some words in English, spots in hundredths of the screen
     */
    default String words() {
        return ActionWords.of(this);
    }

    /**
     * Touches a spot for a moment.
     *
     * @param at where
     */
    record Tap(Point at) implements Action {

        /** Checks that there is a spot. */
        public Tap {
            present(at, "tap");
        }

        @Override
        public ActionKind kind() {
            return ActionKind.TAP;
        }
    }

    /**
     * Touches a spot until something happens, about a second.
     *
     * @param at where
     */
    record LongPress(Point at) implements Action {

        /** Checks that there is a spot. */
        public LongPress {
            present(at, "long press");
        }

        @Override
        public ActionKind kind() {
            return ActionKind.LONG_PRESS;
        }
    }

    /**
     * Moves a finger.
     *
     * @param from where it touches
     * @param to where it lifts
     */
    record Swipe(Point from, Point to) implements Action {

        /** Checks that there are two spots. */
        public Swipe {
            present(from, "swipe");
            present(to, "swipe");
        }

        @Override
        public ActionKind kind() {
            return ActionKind.SWIPE;
        }

        /**
         * Returns where on the page it leads: against the way of the finger, along the longer axis.
         *
         * @return the direction of a {@link Scroll} that does the same
         */
        public Direction direction() {
            double right = to.x() - from.x();
            double down = to.y() - from.y();
            if (Math.abs(right) > Math.abs(down)) {
                return right > 0 ? Direction.LEFT : Direction.RIGHT;
            }
            return down > 0 ? Direction.UP : Direction.DOWN;
        }
    }

    /**
     * Goes to another part of the page.
     *
     * @param direction where that part is
     */
    record Scroll(Direction direction) implements Action {

        /** Checks that there is a direction. */
        public Scroll {
            present(direction, "scroll");
        }

        @Override
        public ActionKind kind() {
            return ActionKind.SCROLL;
        }
    }

    /**
     * Writes into the field that has the focus.
     *
     * @param text what, at most {@value #MOST_CHARACTERS} characters
     */
    record Type(String text) implements Action {

        /** Checks the text. */
        public Type {
            bounded(text, "type");
        }

        @Override
        public ActionKind kind() {
            return ActionKind.TYPE;
        }
    }

    /**
     * Presses a key of the device.
     *
     * @param key which
     */
    record Press(Key key) implements Action {

        /** Checks that there is a key. */
        public Press {
            present(key, "press");
        }

        @Override
        public ActionKind kind() {
            return ActionKind.PRESS;
        }
    }

    /**
     * Opens an app.
     *
     * @param name as it stands below its icon
     */
    record OpenApp(String name) implements Action {

        /** Checks the name. */
        public OpenApp {
            bounded(name, "open app");
        }

        @Override
        public ActionKind kind() {
            return ActionKind.OPEN_APP;
        }
    }

    /** Lets some time pass. */
    record Wait() implements Action {

        @Override
        public ActionKind kind() {
            return ActionKind.WAIT;
        }
    }

    /**
     * Answers the question that the goal asks. The goal is reached.
     *
     * @param text the answer
     */
    record Answer(String text) implements Action {

        /** Checks the text. */
        public Answer {
            bounded(text, "answer");
        }

        @Override
        public ActionKind kind() {
            return ActionKind.ANSWER;
        }
    }

    /** Says that the goal is reached. */
    record Done() implements Action {

        @Override
        public ActionKind kind() {
            return ActionKind.DONE;
        }
    }

    /** Says that the goal cannot be reached. */
    record Infeasible() implements Action {

        @Override
        public ActionKind kind() {
            return ActionKind.INFEASIBLE;
        }
    }

    /**
     * Holds the pointer over a spot of a web page.
     *
     * @param at where
     */
    record Hover(Point at) implements Action {

        /** Checks that there is a spot. */
        public Hover {
            present(at, "hover");
        }

        @Override
        public ActionKind kind() {
            return ActionKind.HOVER;
        }
    }

    /**
     * Chooses an entry of a list of a web page.
     *
     * @param at where the list is
     * @param option the text of the entry
     */
    record Select(Point at, String option) implements Action {

        /** Checks the spot and the text. */
        public Select {
            present(at, "select");
            bounded(option, "select");
        }

        @Override
        public ActionKind kind() {
            return ActionKind.SELECT;
        }
    }

    private static void present(Object part, String action) {
        if (part == null) {
            throw new InvalidRequestException(
                    "The action '%s' was given without where or what. Give both."
                            .formatted(action));
        }
    }

    private static void bounded(String text, String action) {
        present(text, action);
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidRequestException(
                    "The action '%s' was given %s characters; at most %s are accepted."
                            .formatted(action, text.length(), MOST_CHARACTERS));
        }
    }
}

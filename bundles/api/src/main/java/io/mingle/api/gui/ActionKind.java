package io.mingle.api.gui;

/** The kinds of {@link Action}, for lists of what is allowed and of what a device can do. */
public enum ActionKind {
    /** {@link Action.Tap}. */
    TAP,
    /** {@link Action.LongPress}. */
    LONG_PRESS,
    /** {@link Action.Swipe}. */
    SWIPE,
    /** {@link Action.Scroll}. */
    SCROLL,
    /** {@link Action.Type}. */
    TYPE,
    /** {@link Action.Press}. */
    PRESS,
    /** {@link Action.OpenApp}. */
    OPEN_APP,
    /** {@link Action.Wait}. */
    WAIT,
    /** {@link Action.Answer}. */
    ANSWER,
    /** {@link Action.Done}. */
    DONE,
    /** {@link Action.Infeasible}. */
    INFEASIBLE,
    /** {@link Action.Hover}; of web pages. */
    HOVER,
    /** {@link Action.Select}; of web pages. */
    SELECT;

    /**
     * Tells whether a device has nothing to do for it: it says how the run ends, or lets time pass.
     *
     * @return true for waiting, answering and the two ends
     */
    public boolean isIdle() {
        return this == WAIT || this == ANSWER || this == DONE || this == INFEASIBLE;
    }
}

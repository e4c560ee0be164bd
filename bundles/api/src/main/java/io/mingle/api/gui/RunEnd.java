package io.mingle.api.gui;

/** How a run ended. One that was cancelled or failed gives no {@link AgentRun}. */
public enum RunEnd {
    /** The model said that the goal is reached, or answered. Whether it is, is not checked. */
    SUCCESS,
    /** The model said that the goal cannot be reached. */
    INFEASIBLE,
    /** All steps were used up. */
    STEP_LIMIT,
    /** A dry run told the next action and did not do it. */
    DRY_RUN,
    /** An action was not allowed, or a person refused it. */
    REFUSED,
    /** The model's replies had no action in them, twice in a row. */
    UNREADABLE,
    /** It was cancelled, or device or model failed; only what reports are written of has it. */
    BROKEN_OFF
}

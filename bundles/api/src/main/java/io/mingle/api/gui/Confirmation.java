package io.mingle.api.gui;

/** What a person is asked about before it is done. */
public enum Confirmation {
    /** Nothing. */
    NONE,
    /** What spends, deletes, sends, installs, grants permissions, or leaves the app. */
    RISKY,
    /** Everything that touches the device. */
    ALL
}

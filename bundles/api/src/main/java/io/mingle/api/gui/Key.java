package io.mingle.api.gui;

/** The keys of a device that are no characters. */
public enum Key {
    /** Goes back by one page, or closes what lies over it. */
    BACK,
    /** Goes to the first page of the device. */
    HOME,
    /** Ends what was typed, and mostly sends it off. */
    ENTER
}

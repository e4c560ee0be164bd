package io.mingle.gui.simulator.ui;

/** Small drawings. */
public enum Icon {
    HOME,
    APPS,
    SETTINGS,
    MESSAGES,
    CONTACTS,
    CLOCK,
    SHOP,
    READER,
    BACK,
    PLUS,
    BOOKMARK,
    BOOKMARKED,
    CART,
    THING,
    NONE
}

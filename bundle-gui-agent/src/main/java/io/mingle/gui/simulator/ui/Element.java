package io.mingle.gui.simulator.ui;

/**
 * Something on a page.
 *
 * @param role what it looks like
 * @param text what is written on it; for a field, its label
 * @param detail what is written smaller; for a field, its content
 * @param icon what is drawn on it
 * @param on whether a switch is on, or a field has the focus
 * @param tap what a touch does, or {@link Effect#NONE}
 * @param hold what a long touch does, or {@link Effect#NONE}
 */
public record Element(
        Role role, String text, String detail, Icon icon, boolean on, Effect tap, Effect hold) {

    /** What an element looks like. */
    public enum Role {
        TEXT,
        ROW,
        SWITCH,
        FIELD,
        BUTTON,
        TILE,
        MINE,
        THEIRS,
        KEY,
        CORNER,
        ICON,
        BANNER
    }

    /** Makes a row of a list. */
    public static Element row(String text, String detail, Icon icon, Effect tap) {
        return new Element(Role.ROW, text, detail, icon, false, tap, Effect.NONE);
    }

    /** Makes a row with a switch. */
    public static Element toggle(String text, boolean on, Effect tap) {
        return new Element(Role.SWITCH, text, "", Icon.NONE, on, tap, Effect.NONE);
    }

    /** Makes a field to write in, whose content is the draft under its label. */
    public static Element field(Phone phone, String label) {
        return new Element(
                Role.FIELD,
                label,
                phone.ui().draft(label),
                Icon.NONE,
                phone.ui().focus().equals(label),
                it -> it.with(it.ui().withFocus(label)),
                Effect.NONE);
    }

    /** Makes a button as wide as the page. */
    public static Element button(String text, Effect tap) {
        return new Element(Role.BUTTON, text, "", Icon.NONE, false, tap, Effect.NONE);
    }

    /** Makes a paragraph. */
    public static Element text(String text) {
        return of(Role.TEXT, text);
    }

    /** Makes an icon with its name below. */
    public static Element tile(Icon icon, String text, Effect tap) {
        return new Element(Role.TILE, text, "", icon, false, tap, Effect.NONE);
    }

    /** Makes a round button with an icon that floats over the page. */
    public static Element corner(Icon icon, String text, Effect tap) {
        return new Element(Role.CORNER, text, "", icon, false, tap, Effect.NONE);
    }

    /** Makes what nothing happens on. */
    public static Element of(Role role, String text) {
        return new Element(role, text, "", Icon.NONE, false, Effect.NONE, Effect.NONE);
    }

    /** Returns it with what a long touch does. */
    public Element held(Effect effect) {
        return new Element(role, text, detail, icon, on, tap, effect);
    }

    /** Tells whether a touch does anything. */
    public boolean isTouchable() {
        return tap != Effect.NONE || hold != Effect.NONE;
    }
}

package io.mingle.gui.simulator.ui;

/**
 * Where in a phone somebody is.
 *
 * @param app which app
 * @param page of the app; empty for its first
 * @param argument what the page is about; may be empty
 */
public record Place(AppId app, String page, String argument) {

    /** The home screen. */
    public static final Place HOME = new Place(AppId.HOME, "", "");

    /** Returns the first page of an app. */
    public static Place of(AppId app) {
        return new Place(app, "", "");
    }
}

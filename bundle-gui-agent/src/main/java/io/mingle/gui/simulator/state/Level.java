package io.mingle.gui.simulator.state;

/** What has five steps, 0 to 4. */
public enum Level {
    BRIGHTNESS,
    VOLUME
}

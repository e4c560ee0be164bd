package io.mingle.gui.simulator.state;

/** What is on or off. */
public enum Toggle {
    AIRPLANE,
    WIFI,
    BLUETOOTH,
    HOTSPOT,
    DARK,
    ROTATE,
    VIBRATE,
    SILENT,
    SAVER,
    LOCATION
}

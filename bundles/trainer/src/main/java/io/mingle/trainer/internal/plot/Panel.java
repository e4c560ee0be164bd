package io.mingle.trainer.internal.plot;

import java.util.List;

/**
 * Curves that share axes.
 *
 * @param title what the y axis shows
 * @param logarithmic whether y is drawn on a logarithmic scale; values of 0 and below are left out
 * @param curves the lines, drawn in order
 */
public record Panel(String title, boolean logarithmic, List<Curve> curves) {

    /** Copies the list. */
    public Panel {
        curves = List.copyOf(curves);
    }

    boolean shows(Curve.Point point) {
        return point.finite() && (!logarithmic || point.y() > 0);
    }
}

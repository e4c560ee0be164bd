package io.mingle.gui.simulator.ui;

import java.awt.Rectangle;
import java.util.List;

/**
 * An element where it is.
 *
 * @param element what
 * @param bounds where it would be if nothing cut it, in pixels
 * @param seen the part of that which is not cut off
 * @param lines its text as it is broken; of paragraphs alone
 */
public record Placed(Element element, Rectangle bounds, Rectangle seen, List<String> lines) {

    /** Tells whether so much of it is seen that it can be read and touched. */
    public boolean isSeen() {
        return seen.height * 10 >= bounds.height * 6;
    }
}

package io.mingle.gui.simulator.ui;

import java.util.List;
import java.util.Optional;

/**
 * What an app shows at a place.
 *
 * @param title on the bar; empty for no bar
 * @param elements from above to below; more than fit are scrolled
 * @param corner a button that floats over them
 * @param secure whether a screenshot of it is black
 */
public record Page(String title, List<Element> elements, Optional<Element> corner, boolean secure) {

    /** Copies the list. */
    public Page {
        elements = List.copyOf(elements);
    }

    /** Makes a page without a corner. */
    public static Page of(String title, List<Element> elements) {
        return new Page(title, elements, Optional.empty(), false);
    }

    /** Returns it with a corner. */
    public Page with(Element its) {
        return new Page(title, elements, Optional.of(its), secure);
    }

    /** Returns it as one that screenshots do not show. */
    public Page secret() {
        return new Page(title, elements, corner, true);
    }
}

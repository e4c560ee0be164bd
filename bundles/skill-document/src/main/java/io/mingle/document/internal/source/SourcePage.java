package io.mingle.document.internal.source;

import io.mingle.api.document.PageBox;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A page that is to be read. Its methods draw or parse, and throw what is wrong with it as a {@link
 * io.mingle.api.error.MingleException}.
 *
 * <p>Used by one thread.
 */
public interface SourcePage {

    /** Returns the name of the file in which it is. */
    String file();

    /** Returns the width in points. */
    double width();

    /** Returns the height in points. */
    double height();

    /**
     * Returns how many points an inch of the page has: 72, but for pictures, where it is guessed.
     */
    double inch();

    /**
     * Draws a part of the page.
     *
     * @param part in points, inside the page
     * @param pixels how many there may be
     * @param dpi how many dots there may be to the inch
     * @return RGB
     */
    BufferedImage draw(PageBox part, long pixels, double dpi);

    /** Returns the lines of the text layer in the order of reading; none if there is no layer. */
    List<TextLine> text();

    /** Returns where pictures lie on the page, as the file tells; none if it does not. */
    List<PageBox> pictures();

    /** Returns what of the page could not be drawn so far, a sentence each. */
    List<String> warnings();

    /** Returns the whole page. */
    default PageBox whole() {
        return new PageBox(0, 0, width(), height());
    }
}

package io.mingle.document.internal.source;

import io.mingle.api.document.PageBox;

/**
 * A line of a text layer.
 *
 * @param text its words, with blanks between them
 * @param box where it stands, in points
 */
public record TextLine(String text, PageBox box) {}

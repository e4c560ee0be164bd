package io.mingle.gui.simulator.state;

import java.util.List;

/**
 * Something to read.
 *
 * @param title what it is about
 * @param paragraphs its text
 * @param saved whether it is kept for later
 */
public record Article(String title, List<String> paragraphs, boolean saved) {

    /** Copies the list. */
    public Article {
        paragraphs = List.copyOf(paragraphs);
    }
}

package io.mingle.api.model;

import java.util.List;

/**
 * What was found of one kind: all of it counted, the first few in words.
 *
 * @param count how many there are
 * @param first the first of them, each a line for people; unmodifiable
 */
public record Findings(long count, List<String> first) {

    /** Nothing was found. */
    public static final Findings NONE = new Findings(0, List.of());

    private static final int SHOWN = 10;

    /** Takes an unmodifiable copy. */
    public Findings {
        first = List.copyOf(first);
    }

    /**
     * Keeps the first ten.
     *
     * @param all everything that was found
     * @return the findings
     */
    public static Findings of(List<String> all) {
        return new Findings(all.size(), all.subList(0, Math.min(SHOWN, all.size())));
    }

    /**
     * Tells whether nothing was found.
     *
     * @return true for none
     */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Returns the first in one line, and how many more there are. */
    @Override
    public String toString() {
        long more = count - first.size();
        return String.join("; ", first) + (more > 0 ? "; and " + more + " more" : "");
    }
}
